/**
 * Small words that every report needs: counts, lists, places, names of methods
 * and fields. Everything here is the same on every machine, whatever its language.
 */
import type { Because, Place } from '../findings.js'
import type { Decision } from '../compile/compiled.js'
import type { Change } from '../engine/plan-data.js'
import { number } from '../findings/number.js'

type Json = Change['fields'][number]['before']

export { number }

/** `1 device`, `14 devices`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

/** The first few of a long list, and how many more there are. */
export function folded(words: readonly string[], shown = 3): string {
  // Folding a single one away would save nothing.
  if (words.length <= shown + 1) return listed(words)
  return `${words.slice(0, shown).join(', ')} and ${number(words.length - shown)} more`
}

export function sentence(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' || /[.!?]$/u.test(trimmed) ? trimmed : `${trimmed}.`
}

/** Begins with a capital, unless it begins with a name or an address. */
export function capitalised(text: string): string {
  return /^[a-z]+ /u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

export function placeText(place: Place, withColumn = false): string {
  const { file, line, column } = place
  return withColumn ? `${file}:${line}:${column}` : `${file}:${line}`
}

/** Where a thing was asked for: its first line, and how many more lines ask for it. */
export function placesOf(because: readonly Because[]): string {
  const places = [...new Set(because.flatMap(one => (one.place ? [placeText(one.place)] : [])))]
  const [first = ''] = places
  return places.length > 1 ? `${first} +${number(places.length - 1)}` : first
}

/** For whom a thing exists: devices where any are named, else sites, senders or domains. */
export function whomOf(because: readonly Because[]): string {
  for (const [name, many] of nouns) {
    const all = [...new Set(because.flatMap(one => one[name] ?? []))].sort(byText)
    const [only] = all
    if (only === undefined) continue
    if (all.length > 1) return `for ${counted(all.length, name, many)}`
    return name === 'device' ? `for ${only}` : `for ${name} ${only}`
  }
  return ''
}

const nouns = [
  ['device', 'devices'],
  ['site', 'sites'],
  ['sender', 'senders'],
  ['domain', 'domains'],
] as const

const methods: Readonly<Record<NonNullable<Decision['method']>, string>> = {
  'smtp-relay': 'SMTP relay',
  'client-submission': 'client submission',
  'direct-send': 'direct send',
  'local-relay': 'local relay',
}

export function methodName(method: Decision['method']): string {
  return method === null ? 'no way of sending' : methods[method]
}

/** `to anyone`, `to this tenant's recipients`, `to contoso.com and bank.example`. */
export function recipients(to: Decision['to']): string {
  if (to.kind === 'anyone') return 'to anyone'
  if (to.kind === 'tenant') return "to this tenant's recipients"
  return `to ${folded(to.entries)}`
}

const shortForms: Readonly<Record<string, string>> = {
  ip: 'IP',
  ips: 'IPs',
  smtp: 'SMTP',
  auth: 'AUTH',
  tls: 'TLS',
  dns: 'DNS',
  mx: 'MX',
  spf: 'SPF',
  // Of an SPF record only these; the others in it are other people’s.
  terms: 'our terms',
}

/** `egressIps` as `egress IPs`. */
export function fieldName(path: string): string {
  return path
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .split(' ')
    .map(word => shortForms[word.toLowerCase()] ?? word.toLowerCase())
    .join(' ')
}

/** A value as a person writes it. */
export function valueText(value: Json): string {
  if (value === null) return 'nothing'
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (value === '') return 'nothing'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (isList(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ')
  return Object.entries(value)
    .map(([name, one]) => `${fieldName(name)}: ${valueText(one)}`)
    .join(', ')
}

// Array.isArray does not narrow readonly arrays.
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** Compares by code units: the same order on every machine. */
export function byText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
