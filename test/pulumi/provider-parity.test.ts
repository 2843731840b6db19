/**
 * The two fronts agree: what `devicemail plan` would change or hold back, the
 * provider foresees or refuses, thing by thing, for every case of the compiler.
 *
 * One difference lies in the nature of the fronts. A part of something that is
 * there already (terms of a record, a switch of a mailbox) is an update or nothing
 * to us, and a creation to Pulumi, whose state has none of it yet.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { noLedger } from '../../src/drivers/ledger.js'
import { inputFields } from '../../src/pulumi/codec/inputs.js'
import { typeToken } from '../../src/pulumi/type-token.js'
import { toData } from '../../src/resources/field-table.js'
import { kinds } from '../../src/resources/kinds.js'
import type { Reference, Wanted } from '../../src/resources/resource.js'
import { connect } from '../../src/run/connect.js'
import { planStack, type Planned } from '../../src/run/plan-stack.js'
import { openStack, type Stack } from '../../src/run/stack.js'
import { configuration, type Values } from '../support/provider-client.js'
import { provider } from '../support/provider.js'
import { quietWorld } from '../support/quiet-world.js'
import { stack as testStack } from '../support/stack.js'
import { kindOf } from '../support/wanted.js'

const folder = new URL('../compile/golden/', import.meta.url)
const cases = readdirSync(folder).sort()
const options = { mode: 'full', targets: [], maxRemovals: null, strict: false } as const

describe('for every case of the compiler the provider foresees what the plan lists', () => {
  test.each(cases)('%s', async name => {
    const text = readFileSync(new URL(`${name}/spec.yaml`, folder), 'utf8')
    const there = testStack({ 'spec.yaml': text })
    const opened = openStack(there.folder, false)
    if (opened.state === 'faulty') {
      // Then neither front does anything.
      expect(opened.findings.some(one => one.severity === 'error')).toBe(true)
      return
    }
    const { stack } = opened
    for (const { name: domain, dns } of stack.spec.domains)
      if (dns.driver === 'zone-file') there.write({ [dns.file]: zoneOf(domain) })
    const plan = await planOf(stack)
    const foreseen = await foreseenBy(there, stack)
    const registered = (one: Reference) => isRegistered(stack, one)
    expect(foreseen.accepted).toEqual(names([...plan.changes, ...plan.standing].filter(registered)))
    expect(foreseen.refused).toEqual(
      names(plan.held.filter(one => registered(one) && !isForItsNeeds(one))),
    )
  })
})

function zoneOf(domain: string): string {
  return `$ORIGIN ${domain}.
$TTL 3600
@ IN SOA ns1.${domain}. hostmaster.${domain}. ( 1 7200 3600 1209600 3600 )
@ IN NS ns1.${domain}.
@ IN TXT "v=spf1 include:spf.protection.outlook.com ~all"
`
}

async function planOf(stack: Stack): Promise<Planned['plan']> {
  const connection = connect(stack.folder, stack.spec, quietWorld(), { ledger: noLedger })
  if (!('drivers' in connection)) throw new Error(connection.map(one => one.message).join('\n'))
  const { plan } = await planStack(stack, connection, quietWorld(), options)
  return plan
}

async function foreseenBy(there: Parameters<typeof provider>[0], stack: Stack) {
  const { client } = await provider(there, { configured: false })
  const { organization } = stack.spec.tenant
  await client.configure({ ...configuration, organization })
  const accepted: Reference[] = []
  const refused: Reference[] = []
  const wanted = stack.compiled.wanted.filter(one => one.doneBy === 'devicemail')
  await Promise.all(
    wanted.map(one =>
      client.create(`${typeOf(one)}:${one.key}`, inputsOf(one), true).then(
        () => accepted.push(one),
        () => refused.push(one),
      ),
    ),
  )
  const needy = wanted.filter(one => needsOneOf(one, refused))
  const free = (all: readonly Reference[]) => all.filter(one => !needy.some(other => other === one))
  return { accepted: names(free(accepted)), refused: names(free(refused)) }
}

/** The engine starts nothing whose need failed; a preview asks for all the same. */
function needsOneOf({ needs }: Wanted, refused: readonly Reference[]): boolean {
  return needs.some(need => names(refused).includes(names([need]).join('')))
}

function isForItsNeeds({ why }: Planned['plan']['held'][number]): boolean {
  return why.every(one => one.code === 'need-refused')
}

/** What a person does by hand is no resource of Pulumi's. */
function isRegistered({ compiled }: Stack, { kind, key }: Reference): boolean {
  return compiled.wanted.some(
    one => one.kind === kind && one.key === key && one.doneBy === 'devicemail',
  )
}

function typeOf({ kind }: Wanted): string {
  return typeToken(kind).replace('devicemail:index:', '')
}

function inputsOf(wanted: Wanted): Values {
  const kind = kindOf(kinds, wanted)
  const data = toData(kind.fields, wanted.desired)
  const fields = inputFields(kind).map(([name]) => [name, data[name] ?? null])
  const { adopt, takeFrom, formerly } = wanted
  return {
    ...(Object.fromEntries(fields) as Values),
    ...(adopt ? { adopt } : {}),
    ...(takeFrom === null ? {} : { takeFrom }),
    ...(formerly === null ? {} : { formerly }),
  }
}

function names(all: readonly Reference[]): readonly string[] {
  return all.map(({ kind, key }) => `${kind}:${key}`).sort()
}
