/** One record looked at from all sides that need no mail: its counts, its tree, and what is wrong with it. */
import type { Resolver } from '../../drivers/drivers.js'
import { finding, type Finding } from '../../findings.js'
import { spfLimits } from '../../mail/limits.js'
import { parseSpf, spfFindings } from '../../mail/spf.js'
import { countLookups, type SpfLookups } from '../../mail/spf-lookups.js'
import type { SpfCounts, SpfSubject } from '../../report/spf-report.js'
import { staticTree } from './static-tree.js'
import type { Named } from './subject.js'

const nothing: SpfCounts = { lookups: 0, voidLookups: 0, complete: true }

export async function examine(
  { domain, record, findings }: Named,
  resolve: Resolver,
): Promise<SpfSubject> {
  if (record === null) return { domain, record, counts: nothing, tree: [], findings }
  const lookups = await countLookups(record, resolve, domain ?? undefined)
  return {
    domain,
    record,
    counts: countsOf(lookups),
    tree: staticTree(record, lookups.tree),
    findings: [...findings, ...problems(domain ?? 'the record', record, lookups)],
  }
}

export function countsOf({ count, voids, complete }: SpfLookups): SpfCounts {
  return { lookups: count, voidLookups: voids, complete }
}

function problems(domain: string, record: string, lookups: SpfLookups): readonly Finding[] {
  const { count, voids } = lookups
  const [most, mostVoid] = [spfLimits.lookups.value, spfLimits.voidLookups.value]
  return [
    ...spfFindings(domain, parseSpf(record)),
    ...(count > most ? [finding('spf-over-budget', { domain, count, most })] : []),
    ...(voids > mostVoid
      ? [finding('spf-over-void', { domain, count: voids, most: mostVoid })]
      : []),
  ]
}
