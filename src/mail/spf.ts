/**
 * SPF records: who may send mail as a domain.
 *
 * `parseSpf` reads a record to its end whatever is wrong with it and gives every
 * fault at once, because one fault makes receivers ignore the whole record.
 * Terms keep their text and their place, so that a change can leave all others
 * byte for byte as they are. What stands beside this file: one term
 * (spf-term.ts), merging ours into what is there (spf-merge.ts), the addresses a
 * record lets in (spf-ranges.ts), the lookup budget (spf-lookups.ts), and the
 * record among TXT values (spf-txt.ts).
 */
import { finding, type Finding } from '../findings.js'
import { parseSpfTerm, type SpfFaultCode, type SpfTerm } from './spf-term.js'

export interface SpfFault {
  readonly code: SpfFaultCode
  /** The term at fault. */
  readonly text: string
  /** Where it begins in the record. */
  readonly offset: number
}

export interface SpfRecord {
  readonly text: string
  readonly terms: readonly SpfTerm[]
  /** Any of them makes receivers answer "permerror": the record then authorises nobody. */
  readonly faults: readonly SpfFault[]
}

const spfVersion = 'v=spf1'

/** Whether a TXT value is an SPF record, good or faulty. */
export function isSpf(value: string): boolean {
  return /^v=spf1(?: |$)/i.test(value)
}

/** Reads a record; the text must begin as `isSpf` says. */
export function parseSpf(text: string): SpfRecord {
  const terms = Array.from(text.matchAll(/[^ ]+/g))
    .slice(1)
    .map(match => parseSpfTerm(match[0], match.index))
  const faults = terms.flatMap(term =>
    term.kind === 'faulty' ? [{ code: term.fault, text: term.text, offset: term.offset }] : [],
  )
  const all = [...faults, ...repeatedModifiers(terms)].sort(
    (one, other) => one.offset - other.offset,
  )
  return Object.freeze({ text, terms: Object.freeze(terms), faults: Object.freeze(all) })
}

/** A record of these terms, in this order. */
export function buildSpf(terms: readonly string[]): string {
  return [spfVersion, ...terms].join(' ')
}

/** The faults of a domain's record in words. */
export function spfFindings(domain: string, { faults }: SpfRecord): readonly Finding[] {
  return faults.map(({ code, text, offset }) =>
    finding(code, { domain, term: text, position: offset + 1 }),
  )
}

/** Where a term can be added at the end: modifiers may stand anywhere, but people write them last. */
export function endOfMechanisms(terms: readonly SpfTerm[]): number {
  return endOfTerm(terms.filter(term => term.kind !== 'modifier').at(-1))
}

/** The end of a term; without one, of the version that begins the record. */
export function endOfTerm(term: SpfTerm | undefined): number {
  return term ? term.offset + term.text.length : spfVersion.length
}

/** `redirect` and `exp` may stand once each; other modifiers as often as they like. */
function repeatedModifiers(terms: readonly SpfTerm[]): readonly SpfFault[] {
  return ['redirect', 'exp'].flatMap(name =>
    terms
      .filter(term => term.kind === 'modifier' && term.name === name)
      .slice(1)
      .map(({ text, offset }) => ({ code: 'spf-repeated-modifier' as const, text, offset })),
  )
}
