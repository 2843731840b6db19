/**
 * Destroy: the plan of a spec that asks for nothing any more. Protected things
 * stay, mailboxes are kept by their kind, and the removal limits hold as ever.
 */
import { makePlan } from '../engine/plan.js'
import { observe } from '../engine/observe.js'
import { nameOf, refusing, type Filter } from '../engine/filters.js'
import { finding } from '../findings.js'
import { kinds } from '../resources/kinds.js'
import type { Wanted } from '../resources/resource.js'
import type { Connection } from './connect.js'
import { givenUpAddresses } from './given-up.js'
import { byHandFinding, chosen, type PlanOptions, type Planned } from './plan-stack.js'
import type { Stack } from './stack.js'
import { readTenantFacts } from './tenant-facts.js'

export async function planDestroy(
  stack: Stack,
  connection: Connection,
  options: PlanOptions,
): Promise<Planned> {
  const { spec, compiled } = stack
  const drivers = connection.oneLook()
  const facts = await readTenantFacts(drivers, compiled.questions, spec.tenant.cloud)
  const observed = await observe(kinds, drivers, [])
  const safe = protectedIn(compiled.wanted)
  const going = observed.observations.filter(
    one => !safe.has(nameOf({ kind: one.kind.name, key: one.key })),
  )
  const givenUp = await givenUpAddresses(drivers, spec, { ...observed, observations: going })
  const whole = makePlan({
    tenant: spec.tenant.organization,
    driver: connection.driver,
    mark: drivers.mark,
    observed,
    verdicts: [],
    findings: [...facts.findings, ...givenUp],
  })
  const plan = chosen(keeping(safe)(whole), stack, options)
  const findings = [...plan.findings, ...plan.byHand.map(byHandFinding)]
  return { plan: { ...plan, findings }, facts, observed, wanted: [] }
}

/** The names of what is protected, and of what its site needs beside it: mail must go on from there. */
function protectedIn(wanted: readonly Wanted[]): ReadonlySet<string> {
  const kept = wanted.filter(one => one.protect)
  const sites = new Set(kept.flatMap(sitesOf))
  const besides = wanted.filter(one => sitesOf(one).some(site => sites.has(site)))
  return new Set([...kept, ...besides].map(nameOf))
}

function keeping(safe: ReadonlySet<string>): Filter {
  return refusing(change =>
    safe.has(nameOf(change))
      ? finding('protected-from-removal', { what: change.telling.title })
      : undefined,
  )
}

/** The sites that a thing exists for as such, not only for one of their devices. */
function sitesOf({ because }: Wanted): readonly string[] {
  return because.flatMap(({ site, device }) =>
    site !== undefined && device === undefined ? [site] : [],
  )
}
