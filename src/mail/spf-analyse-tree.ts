/**
 * What the look-ups behind a record have brought to light: names without a
 * record, faults in the records of others, circles, void answers, and a budget
 * that is spent. It reads the tree that spf-lookups.ts counts and asks nothing.
 */
import { finding, type Finding } from '../findings.js'
import { spfLimits } from './limits.js'
import type { SpfLookup, SpfLookups } from './spf-lookups.js'
import { providerOf } from './spf-providers.js'
import { parseSpf, type SpfRecord } from './spf.js'

/** One look-up of the tree and how one comes to it. */
interface Found {
  readonly node: SpfLookup
  readonly where: string
}

export function treeFindings(
  domain: string,
  record: SpfRecord,
  lookups: SpfLookups,
): readonly Finding[] {
  const offsets = new Map(record.terms.map(({ text, offset }) => [text, offset] as const).reverse())
  const found = lookups.tree.flatMap(node => reached(node, whereIn(offsets, node)))
  return [
    ...found.flatMap(one => nodeFindings(domain, one)),
    ...voidFindings(domain, found),
    ...budgetFindings(domain, lookups.count),
  ]
}

function whereIn(offsets: ReadonlyMap<string, number>, { term }: SpfLookup): string {
  return `"${term}" (position ${String((offsets.get(term) ?? 0) + 1)})`
}

function reached(node: SpfLookup, where: string): readonly Found[] {
  const behind = node.children.flatMap(child =>
    reached(child, `"${child.term}" in the record of ${String(node.name)}, behind ${top(where)}`),
  )
  return [{ node, where }, ...behind]
}

/** However deep it is, a person can only change the term of their own record. */
function top(where: string): string {
  return where.replace(/^.*, behind /, '')
}

function nodeFindings(domain: string, { node, where }: Found): readonly Finding[] {
  const owner = providerOf(node.name ?? '')
  switch (node.state) {
    case 'void':
      return opensARecord(node)
        ? [finding('spf-include-without-record', { domain, where })]
        : [finding('spf-void-term', { domain, where })]
    case 'no-record':
      return [finding('spf-include-without-record', { domain, where })]
    case 'several-records':
      return [finding('spf-include-with-two-records', { domain, where, owner })]
    case 'faulty-record': {
      const [fault] = parseSpf(node.record ?? '').faults
      const text = fault ? `"${fault.text}"` : 'unreadable'
      return [finding('spf-include-faulty', { domain, where, owner, fault: text })]
    }
    case 'loop':
      return [finding('spf-include-loop', { domain, where })]
    case 'unknown':
      return [finding('spf-not-asked', { where })]
    case 'counted':
    case 'macro':
    case 'too-many':
      return []
  }
}

function voidFindings(domain: string, found: readonly Found[]): readonly Finding[] {
  const voids = found.filter(({ node }) => node.state === 'void')
  if (voids.length <= spfLimits.voidLookups.value) return []
  const terms = voids.map(({ where }) => where).join('; ')
  return [finding('spf-voids-over-budget', { domain, count: voids.length, terms })]
}

/** The budget that is passed is told with the ways out, by spf-analyse.ts. */
function budgetFindings(domain: string, count: number): readonly Finding[] {
  const most = spfLimits.lookups.value
  return count === most ? [finding('spf-budget-full', { domain, count, most })] : []
}

function opensARecord({ term }: SpfLookup): boolean {
  return /^[+?~-]?include:|^redirect=/i.test(term)
}
