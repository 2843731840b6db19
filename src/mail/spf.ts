/**
 * SPF records: who may send mail as a domain.
 *
 * `parseSpf` reads a record to its end whatever is wrong with it and gives every
 * fault at once, because one fault makes receivers ignore the whole record.
 * Terms keep their text and their place, so that a change can leave all others
 * byte for byte as they are. What stands beside this file: one term
 * (spf-term.ts), what was read lately (spf-memory.ts), merging ours into what is there (spf-merge.ts), the addresses a
 * record lets in (spf-ranges.ts), the lookup budget (spf-lookups.ts), and the
 * record among TXT values (spf-txt.ts).
 */
import { finding, type Finding } from '../findings.js'
import { rememberTexts } from './spf-memory.js'
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

const known = rememberTexts(readSpf)

/**
 * Reads a record; the text must begin as `isSpf` says. The same text may give the same
 * object again: it is frozen through and through.
 */
export function parseSpf(text: string): SpfRecord {
  return known(text)
}

function readSpf(text: string): SpfRecord {
  const terms: SpfTerm[] = []
  const faults: SpfFault[] = []
  const once: string[] = []
  let offset = 0
  for (const word of text.split(' ')) {
    // The first word is the version.
    if (word !== '' && offset > 0) {
      const term = parseSpfTerm(word, offset)
      const code = faultOf(term, once)
      terms.push(term)
      if (code) faults.push(Object.freeze({ code, text: word, offset }))
    }
    offset += word.length + 1
  }
  return Object.freeze({ text, terms: Object.freeze(terms), faults: Object.freeze(faults) })
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

/** `redirect` and `exp` may stand once each, which `once` remembers; other modifiers as often as they like. */
function faultOf(term: SpfTerm, once: string[]): SpfFaultCode | undefined {
  if (term.kind === 'faulty') return term.fault
  if (term.kind !== 'modifier' || (term.name !== 'redirect' && term.name !== 'exp'))
    return undefined
  if (once.includes(term.name)) return 'spf-repeated-modifier'
  once.push(term.name)
  return undefined
}
