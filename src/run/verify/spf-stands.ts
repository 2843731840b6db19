/** How the SPF record of each domain of a plan stands, as what the world sees is compared with it. */
import type { Place } from '../../findings.js'
import { SpfRecord, type DesiredSpf, type LiveSpf } from '../../resources/spf-record.js'
import type { DomainDns, Spec } from '../../spec/spec.js'
import type { Planned } from '../plan-stack.js'
import type { Stack } from '../stack.js'

export interface SpfStand {
  readonly domain: string
  readonly dns: DomainDns
  /** Where the spec says who keeps it. */
  readonly place: Place | undefined
  /** The record as it was read; '' where there is none. */
  readonly record: string
  /** false: a person writes the record. */
  readonly managed: boolean
  /** Whether what was read is as the spec asks. */
  readonly inOrder: boolean
  /** Whether another answer for the same name is as wanted. */
  isWanted(record: string): boolean
}

/** Of what could not be read, or may not be touched, there is nothing to compare with: the plan tells it. */
export function spfStands({ plan, observed }: Planned, { spec }: Stack): readonly SpfStand[] {
  const chosen = [...plan.standing, ...plan.changes, ...plan.byHand]
  const keys = new Set(chosen.filter(one => one.kind === SpfRecord.name).map(one => one.key))
  return observed.observations.flatMap(({ kind, key, reading, wanted }) => {
    if (kind.name !== SpfRecord.name || !keys.has(key) || !wanted) return []
    const read =
      reading.state === 'present'
        ? reading.live
        : reading.state === 'absent'
          ? reading.blank
          : undefined
    if (!read) return []
    // All of one kind are of its two types.
    return spfStandOf(spec, wanted.desired as DesiredSpf, read as LiveSpf) ?? []
  })
}

/** Undefined where the spec has no such domain. */
export function spfStandOf(spec: Spec, desired: DesiredSpf, live: LiveSpf): SpfStand | undefined {
  const settings = spec.domains.find(one => one.name === live.domain)
  if (!settings) return undefined
  const { managed } = desired
  const asWanted = (record: string) =>
    SpfRecord.fold?.(desired, { ...live, record }).record === record
  return {
    domain: settings.name,
    dns: settings.dns,
    place: spec.places.at('domains', settings.name, 'dns'),
    record: live.record,
    managed,
    inOrder: asWanted(live.record),
    // What we keep is the very text; a person may order the terms otherwise.
    isWanted: record => (managed ? record === live.record : asWanted(record)),
  }
}
