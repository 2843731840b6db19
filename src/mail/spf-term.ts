/**
 * One term of an SPF record: a mechanism (`~include:example.com`) or a modifier
 * (`redirect=example.com`), read after the grammar of RFC 7208, section 12.
 *
 * A term that breaks the grammar is kept as `faulty`, with what is wrong, so
 * that a record can be read to its end and every fault told at once. Macros are
 * checked and left as text: only an evaluator can fill them in.
 */
import { canonicalName } from './dns-name.js'
import { parseRange, printRange, type IpRange } from './ip-range.js'

export type SpfQualifier = '+' | '-' | '~' | '?'

export type SpfFaultCode =
  | 'spf-bad-character'
  | 'spf-unknown-mechanism'
  | 'spf-bad-address'
  | 'spf-bad-prefix'
  | 'spf-missing-value'
  | 'spf-unexpected-value'
  | 'spf-bad-domain'
  | 'spf-repeated-modifier'

interface Written {
  /** As it stands in the record. */
  readonly text: string
  /** Where it begins in the record. */
  readonly offset: number
}

interface Hosts {
  readonly domain: string | null
  readonly prefix4: number
  readonly prefix6: number
}

type Directive =
  | { readonly name: 'all' }
  | { readonly name: 'include'; readonly domain: string }
  | { readonly name: 'exists'; readonly domain: string }
  | { readonly name: 'ptr'; readonly domain: string | null }
  | ({ readonly name: 'a' } & Hosts)
  | ({ readonly name: 'mx' } & Hosts)
  | { readonly name: 'ip4' | 'ip6'; readonly range: IpRange }

export type SpfMechanism = Written &
  Directive & { readonly kind: 'mechanism'; readonly qualifier: SpfQualifier }

export interface SpfModifier extends Written {
  readonly kind: 'modifier'
  /** Lower case; names other than `redirect` and `exp` are allowed and mean nothing yet. */
  readonly name: string
  readonly value: string
}

export interface SpfFaultyTerm extends Written {
  readonly kind: 'faulty'
  readonly fault: SpfFaultCode
}

export type SpfTerm = SpfMechanism | SpfModifier | SpfFaultyTerm

const prefixLength = '(0|[1-9]\\d{0,2})'
const dualPrefix = new RegExp(`(?:/${prefixLength})?(?://${prefixLength})?$`)
const macro = '%\\{[slodiphcrtv](?:[1-9]\\d*)?r?[.+,/_=-]*\\}'
const macroString = new RegExp(`^(?:${macro}|%[%_-]|[\\x21-\\x24\\x26-\\x7e])*$`, 'i')
const endsInMacro = new RegExp(`${macro}$`, 'i')
// These letters say something about the check itself, and may stand in an explanation only.
const explanationMacro = /%\{[crt]/i

export function parseSpfTerm(text: string, offset = 0): SpfTerm {
  const parsed = parse(text)
  if (typeof parsed === 'string')
    return Object.freeze({ kind: 'faulty', text, offset, fault: parsed })
  // Added to the fresh object: copies of objects of many shapes were half the time of reading a record.
  return Object.freeze(Object.assign(parsed, { text, offset }))
}

/** One spelling for terms that mean the same: `+IP4:203.0.113.9/29` is `ip4:203.0.113.8/29`. */
export function canonicalTerm(term: SpfTerm): string {
  if (term.kind === 'faulty') return term.text
  if (term.kind === 'modifier') return `${term.name}=${canonicalDomain(term.value)}`
  const qualifier = term.qualifier === '+' ? '' : term.qualifier
  return `${qualifier}${term.name}${canonicalValue(term)}`
}

type Parsed = Omit<SpfModifier, keyof Written> | ParsedMechanism
type ParsedMechanism = Directive & { kind: 'mechanism'; qualifier: SpfQualifier }

function parse(text: string): Parsed | SpfFaultCode {
  if (/[^\x21-\x7e]/.test(text)) return 'spf-bad-character'
  const [, sign, name, rest = ''] = /^([+?~-]?)([a-z][a-z0-9_.-]*)(.*)$/i.exec(text) ?? []
  if (name === undefined) return 'spf-unknown-mechanism'
  if (sign === '' && rest.startsWith('=')) return parseModifier(name.toLowerCase(), rest.slice(1))
  const directive = parseDirective(name.toLowerCase(), rest)
  if (typeof directive === 'string') return directive
  const qualifier = (sign === '' ? '+' : sign) as SpfQualifier
  return Object.assign(directive, { kind: 'mechanism' as const, qualifier })
}

function parseModifier(name: string, value: string): Parsed | SpfFaultCode {
  const takesDomain = name === 'redirect' || name === 'exp'
  if (takesDomain && value === '') return 'spf-missing-value'
  const good = takesDomain ? isDomainSpec(value) : macroString.test(value)
  return good ? { kind: 'modifier', name, value } : 'spf-bad-domain'
}

function parseDirective(name: string, rest: string): Directive | SpfFaultCode {
  switch (name) {
    case 'all':
      return rest === '' ? { name } : 'spf-unexpected-value'
    case 'include':
    case 'exists': {
      const domain = domainAfterColon(rest)
      if (domain === null) return 'spf-missing-value'
      return isDomainSpec(domain) ? { name, domain } : 'spf-bad-domain'
    }
    case 'ptr': {
      if (rest === '') return { name, domain: null }
      const domain = domainAfterColon(rest)
      if (domain === null) return rest === ':' ? 'spf-missing-value' : 'spf-bad-prefix'
      return isDomainSpec(domain) ? { name, domain } : 'spf-bad-domain'
    }
    case 'a':
    case 'mx':
      return parseHosts(name, rest)
    case 'ip4':
    case 'ip6':
      return parseAddress(name, rest)
    default:
      return 'spf-unknown-mechanism'
  }
}

function parseHosts(name: 'a' | 'mx', rest: string): Directive | SpfFaultCode {
  const [suffix = '', short = '32', long = '128'] = dualPrefix.exec(rest) ?? []
  const [prefix4, prefix6] = [Number(short), Number(long)]
  const before = rest.slice(0, rest.length - suffix.length)
  if (prefix4 > 32 || prefix6 > 128 || before.startsWith('/')) return 'spf-bad-prefix'
  if (before === '') return { name, domain: null, prefix4, prefix6 }
  const domain = domainAfterColon(before)
  if (domain === null) return 'spf-missing-value'
  return isDomainSpec(domain) ? { name, domain, prefix4, prefix6 } : 'spf-bad-domain'
}

function parseAddress(name: 'ip4' | 'ip6', rest: string): Directive | SpfFaultCode {
  const value = domainAfterColon(rest)
  if (value === null) return 'spf-missing-value'
  const version = name === 'ip4' ? 4 : 6
  const range = parseRange(value)
  if (range?.version === version) return { name, range }
  const address = parseRange(value.replace(/\/.*$/, ''))
  return address?.version === version ? 'spf-bad-prefix' : 'spf-bad-address'
}

function domainAfterColon(rest: string): string | null {
  return rest.length > 1 && rest.startsWith(':') ? rest.slice(1) : null
}

/** A domain with macros: it ends in a macro, or in a dot and a label that is no number. */
function isDomainSpec(text: string): boolean {
  if (!macroString.test(text) || explanationMacro.test(text)) return false
  return (
    endsInMacro.test(text) || /\.(?:\d*[a-z][a-z0-9]*|[a-z0-9]+-[a-z0-9-]*[a-z0-9])\.?$/i.test(text)
  )
}

function canonicalValue(term: SpfMechanism): string {
  if (term.name === 'all') return ''
  if ('range' in term) return `:${printRange(term.range)}`
  const domain = term.domain === null ? '' : `:${canonicalDomain(term.domain)}`
  if (!('prefix4' in term)) return domain
  const short = term.prefix4 === 32 ? '' : `/${String(term.prefix4)}`
  const long = term.prefix6 === 128 ? '' : `//${String(term.prefix6)}`
  return `${domain}${short}${long}`
}

/** The case of a macro's letter has a meaning, so a text with macros stays as it is. */
function canonicalDomain(text: string): string {
  return text.includes('%') ? text : canonicalName(text)
}
