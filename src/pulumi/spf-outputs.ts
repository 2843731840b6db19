/**
 * The SPF records as outputs, for people and for the resources of their own DNS
 * provider. A record that is ours is told as it stands after the update; of one
 * that a person writes (`spf: { manage: false }`, DNS by hand) what must be in it.
 */
import * as pulumi from '@pulumi/pulumi'
import { SpfRecord, type DesiredSpf } from '../resources/spf-record.js'
import type { Wanted } from '../resources/resource.js'
import { nameOf, type Registered } from './register.js'

export interface SpfOutput {
  /** The whole record; for one that a person writes, that of a domain which has none yet. */
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
): Readonly<Record<string, SpfOutput>> {
  const records = wanted.filter(one => one.kind === SpfRecord.name) as readonly Wanted<DesiredSpf>[]
  return Object.fromEntries(
    records.map(one => {
      const { domain, record, terms, includes, managed } = one.desired
      const live = resources.get(nameOf(one))?.output('record').apply(String)
      return [domain, { record: live ?? pulumi.output(record), terms, includes, managed }]
    }),
  )
}
