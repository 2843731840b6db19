/** One record looked at from all sides that need no mail: its counts, its tree, and what is wrong with it. */
import type { Resolver } from '../../drivers/drivers.js'
import { spfLimits } from '../../mail/limits.js'
import { analyseSpf } from '../../mail/spf-analyse.js'
import type { SpfLookups } from '../../mail/spf-lookups.js'
import type { SpfCounts, SpfSubject } from '../../report/spf-report.js'
import { staticTree } from './static-tree.js'
import type { Named } from './subject.js'

const mostLookups = spfLimits.lookups.value
const nothing: SpfCounts = { lookups: 0, voidLookups: 0, mostLookups, complete: true }

export async function examine(
  { domain, record, findings }: Named,
  resolve: Resolver,
): Promise<SpfSubject> {
  if (record === null) return { domain, record, counts: nothing, tree: [], findings }
  const analysis = await analyseSpf(record, resolve, domain ?? undefined)
  const { lookups } = analysis
  return {
    domain,
    record,
    counts: countsOf(lookups),
    tree: staticTree(record, lookups.tree),
    findings: [...findings, ...analysis.findings],
  }
}

function countsOf({ count, voids, complete }: SpfLookups): SpfCounts {
  return { lookups: count, voidLookups: voids, mostLookups, complete }
}
