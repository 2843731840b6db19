/**
 * What is to be told of SPF beside the records that the graph has and changes, as
 * the plan of the command tells it: DNS that a person keeps, remarks on a record
 * that stands as it must be, what could not be read, domains that left the spec
 * while terms of ours remain, and addresses that are given up and still let in.
 *
 * A record that the program hands to another provider (`spf: { manage: false }`)
 * waits for nobody, so nobody is asked to write it.
 */
import { assess } from '../../engine/assess.js'
import { isByHand } from '../../engine/plan.js'
import type { Observation, Observed } from '../../engine/observe.js'
import type { Finding } from '../../findings.js'
import type { Json } from '../../resources/field.js'
import { InboundConnector } from '../../resources/inbound-connector.js'
import { SpfRecord } from '../../resources/spf-record.js'
import { givenUpAddresses } from '../../run/given-up.js'
import { leftDomains } from '../../run/left-domains.js'
import { byHandFinding } from '../../run/plan-stack.js'
import { fieldsOf } from '../codec/outputs.js'
import { changeOf, removalOfWhole } from './foresee.js'
import { observedIn } from './observed.js'
import type { Session } from './session.js'

export interface SpfTold {
  readonly findings: readonly Finding[]
  /** Of each domain that a person keeps the whole record as it must be, other people's terms included. */
  readonly spfRecords: Readonly<Record<string, Json>>
}

/** What these say rests on: addresses stand on connectors and in records. */
export const kindsOfSpf = [InboundConnector, SpfRecord] as const

export async function spfTold(session: Session): Promise<SpfTold> {
  const { spec } = session.stack()
  const facts = await session.facts()
  const drivers = session.drivers()
  const observed = await observedIn(session, kindsOfSpf, kind =>
    session.lane(() => kind.find(drivers)),
  )
  const seen = recordsIn(observed).map(one => ({ key: one.key, ...seenOf(session, one) }))
  return {
    findings: [
      ...(await leftDomains(drivers, spec, facts.acceptedDomains)),
      ...(await givenUpAddresses(drivers, spec, observed)),
      ...observed.unread.map(one => one.why),
      ...seen.flatMap(one => one.findings),
    ],
    spfRecords: Object.fromEntries(
      seen.flatMap(({ key, record }) => (record === null ? [] : [[key, record]])),
    ),
  }
}

function recordsIn({ observations }: Observed): readonly Observation[] {
  return observations.filter(one => one.kind.name === SpfRecord.name)
}

interface Seen {
  readonly findings: readonly Finding[]
  /** The record that a person is to write, or that stands so already. */
  readonly record: Json
}

function seenOf(session: Session, one: Observation): Seen {
  const { kind, key, wanted } = one
  const step = assess(one, session.drivers().mark)
  const place = wanted?.because[0]?.place
  const placed = (all: readonly Finding[]) =>
    all.map(each => (each.place || !place ? each : { ...each, place }))
  const isOurs = !isByHand(one)
  const isHandedOn = session
    .stack()
    .spec.domains.some(each => each.name === key && !each.spf.manage)
  const recordOf = (thing: object | undefined): Json =>
    wanted && thing && !isOurs && !isHandedOn ? (fieldsOf(kind, thing).record ?? null) : null
  switch (step.step) {
    case 'hold':
      return { findings: placed(step.why), record: null }
    case 'nothing':
      return { findings: placed(step.remarks), record: recordOf(step.live) }
    case 'write': {
      // What the graph has is told where it is written.
      if (isOurs || !wanted) return { findings: [], record: null }
      const waits = isHandedOn ? [] : [byHandFinding(changeOf(kind, wanted, step))]
      return { findings: [...waits, ...placed(step.remarks)], record: recordOf(step.desired) }
    }
    case 'remove':
      return {
        findings: isOurs ? [] : [byHandFinding(removalOfWhole(kind, key, step.live))],
        record: null,
      }
  }
}
