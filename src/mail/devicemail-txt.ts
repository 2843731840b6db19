/**
 * The `_devicemail` TXT value: the mark of SPF terms. A term has no room for a
 * mark of its own, so beside the record stands one value per spec that names the
 * terms which that spec put there:
 *
 *     v=devicemail1; spec=contoso; terms=ip4:198.51.100.7 ip4:203.0.113.10
 *
 * It is read strictly. Wildcards answer for names that nobody made, and a value
 * that is not exactly ours must never let us take a term away.
 */
import { Bug } from '../findings.js'
import { compareRanges, type IpRange } from './ip-range.js'
import { canonicalTerm, parseSpfTerm } from './spf-term.js'

export interface DevicemailTxt {
  /** The name of the spec whose terms these are. */
  readonly spec: string
  /** Canonical `ip4:` and `ip6:` terms, in the order of their addresses. */
  readonly terms: readonly string[]
}

const pattern = /^v=devicemail1; spec=([A-Za-z0-9._-]{1,63}); terms=([\x20-\x7e]*)$/

/** A value that was meant as a mark and is none: somebody edited it, or a newer program wrote it. */
export interface AlteredTxt {
  readonly value: string
  /** The spec that it names; null where it names none. */
  readonly spec: string | null
  /** The terms of it that can be read still, canonical; nothing may be taken away because of them. */
  readonly terms: readonly string[]
  /** What is wrong with it, as a clause. */
  readonly why: string
}

/** Where the mark of a domain's record stands. */
export function devicemailNameOf(domain: string): string {
  return `_devicemail.${domain}`
}

export function printDevicemailTxt({ spec, terms }: DevicemailTxt): string {
  return `v=devicemail1; spec=${spec}; terms=${sorted(terms).join(' ')}`
}

/** The mark in a TXT value; undefined where it is none, or was altered by hand. */
export function parseDevicemailTxt(value: string): DevicemailTxt | undefined {
  const [, spec, list] = pattern.exec(value) ?? []
  if (spec === undefined || list === undefined) return undefined
  const terms = list === '' ? [] : list.split(' ')
  if (terms.some(term => !rangeOf(term))) return undefined
  const mark = Object.freeze({ spec, terms: Object.freeze(terms) })
  return printDevicemailTxt(mark) === value ? mark : undefined
}

const likeMark = /v\s*=\s*devicemail|devicemail1|\bspec\s*=.*\bterms\s*=/i

/** What an edited mark still says; undefined for a mark in order, and for what never was one. */
export function alteredDevicemailTxt(value: string): AlteredTxt | undefined {
  if (parseDevicemailTxt(value) || !likeMark.test(value)) return undefined
  const spec = /\bspec\s*=\s*([A-Za-z0-9._-]{1,63})/i.exec(value)?.[1] ?? null
  const words = (/\bterms\s*=(.*)/i.exec(value)?.[1] ?? '').split(/[\s,;"]+/).filter(Boolean)
  const [good, bad] = [words.filter(one => rangeOf(one)), words.filter(one => !rangeOf(one))]
  return Object.freeze({ value, spec, terms: sorted(good), why: whyNone(value, spec, bad) })
}

function whyNone(value: string, spec: string | null, [bad]: readonly string[]): string {
  const version = /devicemail(\d+)/i.exec(value)?.[1] ?? '1'
  if (version !== '1')
    return `it bears version ${version}, and this devicemail knows 1: somebody edited it, or a newer devicemail wrote it`
  if (spec === null) return 'somebody edited it, and it names no spec'
  if (bad !== undefined)
    return `somebody edited it, and "${bad}" is no address like ip4:203.0.113.10`
  return 'somebody edited it, and its letters, blanks or order are others'
}

function sorted(terms: readonly string[]): readonly string[] {
  const named = terms.map(term => {
    const range = rangeOf(term)
    if (!range) throw new Bug(`The SPF term "${term}" cannot be marked as ours.`)
    return { name: canonicalTerm(parseSpfTerm(term)), range }
  })
  named.sort((one, other) => compareRanges(one.range, other.range))
  return [...new Set(named.map(({ name }) => name))]
}

/** The addresses of a term that lets them in; undefined for every other kind of term. */
function rangeOf(text: string): IpRange | undefined {
  const term = parseSpfTerm(text)
  if (term.kind !== 'mechanism' || term.qualifier !== '+') return undefined
  return term.name === 'ip4' || term.name === 'ip6' ? term.range : undefined
}
