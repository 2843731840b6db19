/**
 * Describes a tenant as a spec that changes nothing in it. The draft is planned
 * before it is written: what would change as ours is only used (`existing`), so
 * the first apply puts marks on and does nothing else.
 */
import { markPath } from '../../engine/assess.js'
import type { Plan } from '../../engine/plan-data.js'
import { finding, type Finding } from '../../findings.js'
import { load } from '../../spec/load.js'
import { kinds } from '../../resources/kinds.js'
import type { Connection } from '../connect.js'
import type { NewFile } from '../new-files.js'
import { overlaid } from '../overlay-folder.js'
import { planStack } from '../plan-stack.js'
import { openLoaded, type Opened } from '../stack.js'
import type { World } from '../world.js'
import { specFile, tenantFile, type Base } from './base.js'
import { draftOf, type Draft } from './draft.js'
import { draftText } from './draft-text.js'
import { importFile } from './import-file.js'
import { knownIn } from './known.js'
import { readThings } from './tenant-things.js'

export interface Exported {
  readonly files: readonly NewFile[]
  readonly inWords: readonly string[]
  readonly findings: readonly Finding[]
}

export interface ExportOptions {
  /** Where the files are to stand. */
  readonly path: string
  /** Addresses and patterns of shared mailboxes that devices send as. */
  readonly mailboxes: readonly string[]
}

/** A draft with the spec that comes of it; the plan is missing where that has faults. */
interface Tried {
  readonly text: string
  readonly opened: Opened
  readonly plan: Plan | null
}

export async function exportTenant(
  base: Base,
  connection: Connection,
  world: World,
  { path, mailboxes }: ExportOptions,
): Promise<Exported> {
  const { name, organization, cloud } = base.spec.tenant
  const things = await readThings(connection.drivers, cloud)
  const known = knownIn(base)
  const draft = (changes: ReadonlyMap<string, string>) =>
    draftOf(things, { spec: name, organization, known, mailboxes, changes })
  const attempt = async (one: Draft): Promise<Tried> => {
    const text = draftText(one, organization)
    const opened = openLoaded(load(overlaid(base.folder, { [specFile]: text })), path, false)
    return { text, opened, plan: await planOf(opened, connection, world) }
  }

  const first = draft(new Map())
  if (first.sites.length + first.senders.length + first.signIns.length === 0)
    return {
      files: [],
      inWords: first.leftOut.map(one => `Not described: ${one}.`),
      findings: [...things.findings, finding('nothing-to-export', { tenant: organization })],
    }
  const tried = await attempt(first)
  const changes = wouldChange(tried.plan)
  const last = changes.size === 0 ? tried : await attempt(draft(changes))
  return {
    files: filesOf(base, last),
    inWords: [whatWasFound(first), ...whatComesFirst(last.plan)],
    findings: [
      ...things.findings,
      ...(last.opened.state === 'faulty' ? last.opened.findings : []),
      ...heldBack(last.plan),
    ],
  }
}

async function planOf(opened: Opened, connection: Connection, world: World): Promise<Plan | null> {
  if (opened.state === 'faulty') return null
  const options = { mode: 'full', targets: [], maxRemovals: null, strict: false } as const
  return (await planStack(opened.stack, connection, world, options)).plan
}

/** What would change in things beside their mark, by `kind:key`. */
function wouldChange(plan: Plan | null): ReadonlyMap<string, string> {
  return new Map(
    (plan?.changes ?? []).flatMap(({ kind, key, fields }) => {
      const others = fields.filter(one => one.path !== markPath)
      const shown = others.map(
        ({ path, before, after }) =>
          `${path} ${JSON.stringify(before)} to ${JSON.stringify(after)}`,
      )
      return others.length === 0 ? [] : [[`${kind}:${key}`, shown.join(', ')] as const]
    }),
  )
}

/** SPF records are not managed yet, and the DNS of the draft is not open: those are for the first plan. */
function heldBack(plan: Plan | null): readonly Finding[] {
  const whole = new Set(kinds.filter(one => one.owns === 'object').map(one => one.name))
  return (plan?.held ?? []).filter(one => whole.has(one.kind)).flatMap(({ why }) => why)
}

function things(count: number): string {
  return count === 1 ? 'one thing' : `${String(count)} things`
}

function filesOf({ spec, tenantText }: Base, { text, opened }: Tried): readonly NewFile[] {
  const tenant = tenantText ?? ''
  const wanted = opened.state === 'ready' ? opened.stack.compiled.wanted : []
  return [
    { path: tenantFile, about: 'which tenant it is', text: tenant },
    { path: specFile, about: 'what the tenant holds', text },
    {
      path: 'pulumi-import.json',
      about: 'for `pulumi import --file`',
      text: importFile(spec.tenant.name, wanted),
    },
  ].filter(one => one.text !== '')
}

function whatWasFound({ sites, senders, signIns, leftOut }: Draft): string {
  const beside = leftOut.length === 0 ? '' : `; named and left out: ${things(leftOut.length)}`
  const found = [
    `connectors ${String(sites.length)}`,
    `shared mailboxes ${String(senders.length)}`,
    `mailboxes of people ${String(signIns.length)}`,
  ]
  return `Found: ${found.join(', ')}${beside}.`
}

function whatComesFirst(plan: Plan | null): readonly string[] {
  if (plan === null)
    return ['The draft has faults: a person must mend them before a plan can be made.']
  const others = wouldChange(plan).size
  const marks = plan.changes.length - others
  return [
    others === 0
      ? `The first apply puts our mark on ${things(marks)} and changes nothing else.`
      : `The first apply puts our mark on ${things(marks)} and changes ${things(others)}: read the plan.`,
  ]
}
