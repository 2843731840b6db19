/**
 * What the text of a record says by itself, without asking anybody: terms that
 * never decide, repeated and covered ones, an end that lets everybody in, an
 * order that costs look-ups for nothing.
 */
import { hiddenBy } from './address-layers.js'
import { finding, type Finding } from '../findings.js'
import { printRange, sizeOf } from './ip-range.js'
import { spfLimits } from './limits.js'
import { isAddress, isDirect, type SpfAddressTerm } from './spf-direct.js'
import { spfFindings, type SpfRecord } from './spf.js'
import { canonicalTerm, type SpfTerm } from './spf-term.js'

/** A network of this many addresses is more than any company sends from. */
const wideRange = 1n << 16n
const mechanismNames = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists']

export function textFindings(domain: string, record: SpfRecord): readonly Finding[] {
  const end = record.terms.findIndex(isAll)
  const reached = end === -1 ? record.terms : record.terms.slice(0, end + 1)
  return [
    ...spfFindings(domain, record),
    ...endFindings(domain, record.terms, end),
    ...reached.flatMap(term => termFindings(domain, term)),
    ...repeated(domain, reached),
    ...covered(domain, reached.filter(isAddress)),
    ...record.terms.flatMap(term => modifierFindings(domain, term)),
    ...orderFindings(domain, record.terms, reached),
    ...lengthFindings(domain, record.text),
  ]
}

/** A term and where it stands, as findings name it. */
export function placed(term: SpfTerm): { readonly term: string; readonly position: number } {
  return { term: term.text, position: term.offset + 1 }
}

function endFindings(domain: string, terms: readonly SpfTerm[], end: number): readonly Finding[] {
  const redirect = terms.find(isRedirect)
  const all = terms[end]
  if (!all) return redirect ? [] : [finding('spf-open-end', { domain })]
  const facts = (term: SpfTerm) => ({ domain, ...placed(term), all: all.text })
  const behind = terms.slice(end + 1).filter(term => term.kind === 'mechanism')
  return [
    ...(canonicalTerm(all) === 'all'
      ? [finding('spf-passes-everyone', { domain, ...placed(all) })]
      : []),
    ...behind.map(term => finding('spf-unreached-term', facts(term))),
    ...(redirect ? [finding('spf-redirect-ignored', facts(redirect))] : []),
  ]
}

function termFindings(domain: string, term: SpfTerm): readonly Finding[] {
  if (term.kind !== 'mechanism') return []
  if (term.name === 'ptr') return [finding('spf-uses-ptr', { domain, ...placed(term) })]
  if (term.name !== 'ip4' || term.qualifier !== '+') return []
  const size = sizeOf(term.range)
  if (term.range.prefix === 0) return [finding('spf-passes-everyone', { domain, ...placed(term) })]
  return size > wideRange
    ? [finding('spf-wide-range', { domain, ...placed(term), count: String(size) })]
    : []
}

/** Typing errors that make a good modifier, which no receiver may complain about (RFC 7208, section 6). */
function modifierFindings(domain: string, term: SpfTerm): readonly Finding[] {
  if (term.kind !== 'modifier') return []
  const { name } = term
  if (name === 'v') return [finding('spf-second-version', { domain, ...placed(term) })]
  return mechanismNames.includes(name)
    ? [finding('spf-mechanism-as-modifier', { domain, ...placed(term) })]
    : []
}

function repeated(domain: string, terms: readonly SpfTerm[]): readonly Finding[] {
  const seen = new Map<string, SpfTerm>()
  return terms.flatMap(term => {
    if (term.kind !== 'mechanism') return []
    const name = canonicalTerm(term).replace(/^[-~?]/, '')
    const by = seen.get(name)
    seen.set(name, by ?? term)
    return by ? [finding('spf-repeated-term', { domain, ...placed(term), by: by.text })] : []
  })
}

/** Terms whose addresses were all decided by terms in front of them; repeated ones are told as such. */
function covered(domain: string, terms: readonly SpfAddressTerm[]): readonly Finding[] {
  const hidden = hiddenBy(terms.map(({ range }) => range))
  const names = new Set<string>()
  return terms.flatMap((term, index) => {
    const name = printRange(term.range)
    const [isRepeated, behind] = [names.has(name), hidden[index]]
    names.add(name)
    if (isRepeated || behind === undefined) return []
    const by = behind === 'together' ? 'the terms' : (terms[behind]?.text ?? '')
    return [finding('spf-covered-term', { domain, ...placed(term), by })]
  })
}

function orderFindings(
  domain: string,
  terms: readonly SpfTerm[],
  reached: readonly SpfTerm[],
): readonly Finding[] {
  const isPass = (term: SpfTerm) => term.kind === 'mechanism' && term.qualifier === '+'
  const asking = reached.findIndex(term => isPass(term) && !isDirect(term))
  const address =
    asking === -1
      ? undefined
      : reached.slice(asking).find(term => isDirect(term) && isPass(term) && !isAll(term))
  const costly = reached[asking]
  const last = terms.findLastIndex(term => term.kind === 'mechanism')
  const early = terms
    .slice(0, Math.max(0, last))
    .filter(term => isRedirect(term) || (term.kind === 'modifier' && term.name === 'exp'))
  return [
    ...(costly && address
      ? [
          finding('spf-costly-order', {
            domain,
            term: costly.text,
            address: address.text,
            position: address.offset + 1,
          }),
        ]
      : []),
    ...early.map(term => finding('spf-early-modifier', { domain, ...placed(term) })),
  ]
}

function lengthFindings(domain: string, { length }: string): readonly Finding[] {
  const advised = spfLimits.advisedLength.value
  return length > advised ? [finding('spf-long-record', { domain, length, advised })] : []
}

function isAll(term: SpfTerm): boolean {
  return term.kind === 'mechanism' && term.name === 'all'
}

function isRedirect(term: SpfTerm): boolean {
  return term.kind === 'modifier' && term.name === 'redirect'
}
