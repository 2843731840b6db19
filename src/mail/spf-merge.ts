/**
 * Merges our terms into a domain's SPF record and leaves all others byte for
 * byte where they are, white space too.
 *
 * - Ours are the terms that our mark names. Only they are ever taken away. A
 *   wanted term that somebody else wrote stays theirs and is not claimed.
 * - New addresses stand behind the last of ours, else right behind the version:
 *   they cost no look-up, so receivers should try them before any `include`.
 * - An `include` that must be there is added in front of `all` and never removed.
 * - `all` is strengthened where the policy asks for it; weakening needs a reason.
 *   Where `redirect` decides the rest, no `all` is added: it would undo it.
 * - A record with a fault is left alone: receivers ignore it whole, so a person
 *   must mend it first.
 */
import { hasError, type Finding } from '../findings.js'
import { buildSpf, endOfMechanisms, endOfTerm, parseSpf, spfFindings } from './spf.js'
import { changeAll, type AllPolicy } from './spf-all.js'
import { remarksOn } from './spf-remarks.js'
import { canonicalTerm, parseSpfTerm, type SpfTerm } from './spf-term.js'
import { insertion, removal, spliced, type Splice } from './splice.js'

export interface SpfMergeRequest extends AllPolicy {
  readonly domain: string
  /** The record that is there; null where the domain has none. */
  readonly record: string | null
  /** The terms that our mark names. */
  readonly ours: readonly string[]
  /** The terms that must be ours afterwards: `ip4:203.0.113.10`. */
  readonly terms: readonly string[]
  /** Terms that must be there, whoever's they are: `include:spf.protection.outlook.com`. */
  readonly includes: readonly string[]
}

export interface SpfMerge {
  /** The merged record; null where there is none and none is wanted. */
  readonly record: string | null
  readonly findings: readonly Finding[]
  /** Terms that are new in the record. */
  readonly added: readonly string[]
  /** Terms that are gone from it. */
  readonly removed: readonly string[]
  /** The wanted terms that the mark must name. */
  readonly ours: readonly string[]
  /** The wanted terms that somebody else wrote; the mark must not name them. */
  readonly foreign: readonly string[]
}

export function mergeSpf(request: SpfMergeRequest): SpfMerge {
  return Object.freeze(request.record === null ? create(request) : change(request, request.record))
}

/** The record without one term, all others byte for byte as they are. */
export function recordWithout(domain: string, record: string, term: string): string {
  const rest = { terms: [], includes: [], all: 'keep', weaken: null, newAll: '~' } as const
  return mergeSpf({ domain, record, ours: [term], ...rest }).record ?? record
}

/** What the domain would get if it had no record. */
function create(request: SpfMergeRequest): SpfMerge {
  const ours = canonical(request.terms)
  const terms = [...ours, ...canonical(request.includes)]
  if (terms.length === 0) return nothing(null)
  const sign = { keep: request.newAll, softfail: '~', fail: '-' }[request.all]
  const added = [...terms, `${sign}all`]
  const record = buildSpf(added)
  const removed: readonly string[] = []
  const foreign: readonly string[] = []
  const findings = remarksOn(request, { record, removed, ours, foreign })
  return { record, findings, added, removed, ours, foreign }
}

function change(request: SpfMergeRequest, record: string): SpfMerge {
  const parsed = parseSpf(record)
  const faults = spfFindings(request.domain, parsed)
  if (hasError(faults)) return nothing(record, faults)

  const { terms } = parsed
  const mine = termsOfOurs(terms, canonical(request.ours))
  const theirs = new Set(terms.filter(term => !mine.has(term)).map(canonicalTerm))
  const wanted = canonical(request.terms)
  const ours = wanted.filter(term => !theirs.has(term))
  const here = new Set([...mine].map(canonicalTerm))
  const kept = new Set(ours)
  // An `all` that the policy sets is changed where it stands, also where a mark claims it.
  const isSet = (term: SpfTerm) => request.all !== 'keep' && isAll(term)
  const gone = [...mine].filter(term => !kept.has(canonicalTerm(term)) && !isSet(term))
  const fresh = ours.filter(term => !here.has(term))
  const includes = canonical(request.includes).filter(term => !isThere(terms, term))
  const all = changeAll(request, parsed)

  const splices: Splice[] = [
    ...gone.map(term => withSpaceBefore(record, term)),
    ...inserted(afterOurs(terms, mine), fresh),
    ...inserted(beforeAll(terms), includes),
    ...all.splices,
  ]
  const merged = spliced(record, splices)
  const added = [...fresh, ...includes, ...all.added]
  const removed = [...gone.map(canonicalTerm), ...all.removed]
  const foreign = wanted.filter(term => theirs.has(term))
  const remarks = remarksOn(request, { record: merged, removed, ours, foreign })
  return { record: merged, findings: [...all.findings, ...remarks], added, removed, ours, foreign }
}

/** The terms of the record that our mark means: of two alike only the first is ours. */
function termsOfOurs(terms: readonly SpfTerm[], marked: readonly string[]): ReadonlySet<SpfTerm> {
  const first = new Map(terms.map(term => [canonicalTerm(term), term] as const).reverse())
  return new Set(marked.flatMap(name => first.get(name) ?? []))
}

/** Also an include that does not pass: a second one behind it would never be asked. */
function isThere(terms: readonly SpfTerm[], include: string): boolean {
  return terms.some(term => canonicalTerm(term).replace(/^[-~?]/, '') === include)
}

function afterOurs(terms: readonly SpfTerm[], mine: ReadonlySet<SpfTerm>): number {
  const end = terms.findIndex(isAll)
  const reached = end === -1 ? terms : terms.slice(0, end)
  return endOfTerm(reached.filter(term => mine.has(term)).at(-1))
}

function beforeAll(terms: readonly SpfTerm[]): number {
  const end = terms.findIndex(term => isAll(term) || isRedirect(term))
  return end === -1 ? endOfMechanisms(terms) : endOfTerm(terms[end - 1])
}

function isAll(term: SpfTerm): boolean {
  return term.kind === 'mechanism' && term.name === 'all'
}

function isRedirect(term: SpfTerm): boolean {
  return term.kind === 'modifier' && term.name === 'redirect'
}

/** Each new term brings the blank before it, so that taking it away again leaves the old bytes. */
function inserted(at: number, terms: readonly string[]): readonly Splice[] {
  return terms.map(term => insertion(at, ` ${term}`))
}

function withSpaceBefore(record: string, term: SpfTerm): Splice {
  let start = term.offset
  while (record[start - 1] === ' ') start -= 1
  return removal(start, endOfTerm(term))
}

function canonical(terms: readonly string[]): readonly string[] {
  return [...new Set(terms.map(term => canonicalTerm(parseSpfTerm(term))))]
}

function nothing(record: string | null, findings: readonly Finding[] = []): SpfMerge {
  return { record, findings, added: [], removed: [], ours: [], foreign: [] }
}
