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
