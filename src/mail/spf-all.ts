/**
 * The end of an SPF record: what receivers do with mail from everywhere else.
 *
 * The policy may make it stricter by itself. It may make it weaker only where
 * the spec gives a reason, since a weaker `all` lets strangers send as the
 * domain without anybody noticing.
 */
import { finding, type Finding } from '../findings.js'
import { endOfMechanisms, parseSpf, type SpfRecord } from './spf.js'
import type { SpfQualifier, SpfTerm } from './spf-term.js'
import { insertion, type Splice } from './splice.js'

export interface AllPolicy {
  readonly domain: string
  readonly all: 'keep' | 'softfail' | 'fail'
  /** Why the record may become weaker; null: it may not. */
  readonly weaken: string | null
  /** What a new record ends in where the policy keeps what is there. */
  readonly newAll: '~' | '-'
}

export interface AllChange {
  readonly splices: readonly Splice[]
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly findings: readonly Finding[]
}

const strictness: Readonly<Record<SpfQualifier, number>> = { '+': 0, '?': 1, '~': 2, '-': 3 }
const unchanged: AllChange = { splices: [], added: [], removed: [], findings: [] }

export function changeAll(policy: AllPolicy, record: SpfRecord): AllChange {
  const all = record.terms.find(isAll)
  const redirect = record.terms.find(term => term.kind === 'modifier' && term.name === 'redirect')
  if (policy.all === 'keep') return { ...unchanged, findings: remarks(policy, all, redirect) }
  const wanted = policy.all === 'fail' ? '-' : '~'
  if (all) return changed(policy, all, wanted)
  if (redirect)
    return {
      ...unchanged,
      findings: [
        finding('spf-redirect-decides', { domain: policy.domain, redirect: redirect.text }),
      ],
    }
  const splices = [insertion(endOfMechanisms(record.terms), ` ${wanted}all`)]
  return { ...unchanged, splices, added: [`${wanted}all`] }
}

/** Whether receivers treat mail from everywhere else more gently by the second record, for its own `all`. */
export function isWeaker(before: string, after: string): boolean {
  const [one, other] = [before, after].map(record => parseSpf(record).terms.find(isAll))
  if (!one || !other) return false
  return strictness[other.qualifier] < strictness[one.qualifier]
}

function changed(
  policy: AllPolicy,
  all: SpfTerm & { qualifier: SpfQualifier },
  wanted: '~' | '-',
): AllChange {
  const { qualifier, text, offset } = all
  if (qualifier === wanted) return unchanged
  const facts = { domain: policy.domain, before: `${printed(qualifier)}all`, after: `${wanted}all` }
  if (strictness[wanted] < strictness[qualifier] && policy.weaken === null)
    return { ...unchanged, findings: [finding('spf-weakening-refused', facts)] }
  // The name is left as it was written; only the sign in front of it is ours to set.
  const sign = { start: offset, end: offset + text.length - 'all'.length, text: wanted }
  return { ...unchanged, splices: [sign], added: [facts.after], removed: [facts.before] }
}

function remarks(
  { domain }: AllPolicy,
  all: (SpfTerm & { qualifier: SpfQualifier }) | undefined,
  redirect: SpfTerm | undefined,
): readonly Finding[] {
  if (all?.qualifier === '+') return [finding('spf-lets-everyone', { domain, term: all.text })]
  if (!all && !redirect) return [finding('spf-without-all', { domain })]
  return []
}

function isAll(term: SpfTerm): term is SpfTerm & { kind: 'mechanism'; qualifier: SpfQualifier } {
  return term.kind === 'mechanism' && term.name === 'all'
}

function printed(qualifier: SpfQualifier): string {
  return qualifier === '+' ? '' : qualifier
}
