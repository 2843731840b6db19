/**
 * The SPF records as outputs, for people and for the resources of their own DNS
 * provider. A record that is ours is told as it stands after the update; one that
 * is kept by hand as it must be, other people's terms and its end included. Of one
 * that the program hands to another provider (`spf: { manage: false }`) it is told
 * what a new record would be: that resource must not follow what it wrote itself.
 */
import type * as pulumi from '@pulumi/pulumi'
import { SpfRecord, type DesiredSpf } from '../resources/spf-record.js'
import type { Wanted } from '../resources/resource.js'
import { nameOf, type Registered } from './register.js'
import type { TenantAnswer } from './tenant-answer.js'

export interface SpfOutput {
  /** The whole record; where the tenant was not asked, that of a domain which has none yet. */
  readonly record: pulumi.Output<string>
  /** The terms that our devices need in it. */
  readonly terms: readonly string[]
  /** What else must be in it, whoever wrote it. */
  readonly includes: readonly string[]
  /** Whether devicemail writes it. */
  readonly managed: boolean
}

export function spfOutputs(
  wanted: readonly Wanted[],
  resources: Registered,
  answer: pulumi.Output<TenantAnswer>,
): Readonly<Record<string, SpfOutput>> {
  const records = wanted.filter(one => one.kind === SpfRecord.name) as readonly Wanted<DesiredSpf>[]
  return Object.fromEntries(
    records.map(one => {
      const { domain, record, terms, includes, managed } = one.desired
      const live = resources.get(nameOf(one))?.output('record').apply(String)
      const byHand = answer.apply(({ spfRecords }) => spfRecords[domain] ?? record)
      return [domain, { record: live ?? byHand, terms, includes, managed }]
    }),
  )
}
