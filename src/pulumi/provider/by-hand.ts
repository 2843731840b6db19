/**
 * What a person must do because devicemail does not write it: the DNS that is kept
 * by hand. The graph has no resource for it, so the answer to `getTenant` says it,
 * as the plan does. A record that the program hands to another provider
 * (`spf: { manage: false }`) waits for nobody, and is left out.
 */
import { assess } from '../../engine/assess.js'
import type { Finding } from '../../findings.js'
import type { Json } from '../../resources/field.js'
import { kinds } from '../../resources/kinds.js'
import type { Wanted } from '../../resources/resource.js'
import { SpfRecord } from '../../resources/spf-record.js'
import { byHandFinding } from '../../run/plan-stack.js'
import { fieldsOf } from '../codec/outputs.js'
import { changeOf } from './foresee.js'
import type { Session } from './session.js'

export interface ByHand {
  readonly findings: readonly Finding[]
  /** Of each domain the whole record as a person must write it, other people's terms included. */
  readonly spfRecords: Readonly<Record<string, Json>>
}

export async function doneByHand(session: Session): Promise<ByHand> {
  const { compiled, spec } = session.stack()
  const handedOn = spec.domains.filter(one => !one.spf.manage).map(one => one.name)
  const findings: Finding[] = []
  const records: [string, Json][] = []
  const byPerson = compiled.wanted.filter(one => one.doneBy === 'person')
  for (const wanted of byPerson.filter(one => !handedOn.includes(one.key))) {
    const seen = await seenBeside(session, wanted)
    findings.push(...seen.findings)
    if (wanted.kind === SpfRecord.name && seen.record !== null)
      records.push([wanted.key, seen.record])
  }
  return { findings, spfRecords: Object.fromEntries(records) }
}

async function seenBeside(
  session: Session,
  wanted: Wanted,
): Promise<{ readonly findings: readonly Finding[]; readonly record: Json }> {
  const kind = kinds.find(one => one.name === wanted.kind)
  if (!kind) return { findings: [], record: null }
  const { key } = wanted
  const reading = await session.readings.of(kind, { key, wanted })
  const step = assess({ kind, key, reading, wanted }, session.drivers().mark)
  if (step.step === 'hold') return { findings: step.why, record: null }
  if (step.step !== 'write')
    return { findings: [], record: step.live ? (fieldsOf(kind, step.live).record ?? null) : null }
  const findings = [byHandFinding(changeOf(kind, wanted, step)), ...step.remarks]
  return { findings, record: fieldsOf(kind, step.desired).record ?? null }
}
