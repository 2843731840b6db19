/**
 * Texts that must be something: an address, a domain, a host. Each is given back
 * in canonical form; one that is not what it should be is told, and gives null.
 */
import type { Spot } from '../spot.js'
import { isIP } from 'node:net'
import { canonicalName } from '../../mail/dns-name.js'
import { parseDomain } from '../../mail/domain-name.js'
import { parseAddress, printAddress } from '../../mail/mail-address.js'
import { shown } from '../shown.js'
import type { Tell } from '../tell.js'

type Check = (text: string, spot: Spot) => string | null

export interface Values {
  readonly address: Check
  readonly domain: Check
  /** A host name, of which one label will do inside a site, or an IP address. */
  readonly host: Check
  /** A name in a certificate, which may begin with `*.`. */
  readonly certificate: Check
  /** A day, as yyyy-mm-dd. */
  readonly day: Check
  /** Any text but an empty one. */
  text(text: string, key: string, spot: Spot): string | null
}

type Code =
  | 'address-not-valid'
  | 'domain-not-valid'
  | 'host-not-valid'
  | 'certificate-not-valid'
  | 'date-not-valid'

export function createValues(tell: Tell): Values {
  const check =
    (code: Code, parse: (text: string) => string | undefined): Check =>
    (text, spot) => {
      const value = parse(text.trim())
      if (value === undefined) tell(code, { value: shown(text) }, spot)
      return value ?? null
    }

  return {
    address: check('address-not-valid', remembered(canonicalAddress)),
    domain: check('domain-not-valid', parseDomain),
    host: check('host-not-valid', canonicalHost),
    certificate: check('certificate-not-valid', canonicalCertificate),
    day: check('date-not-valid', text => (isDay(text) ? text : undefined)),
    text(text, key, spot) {
      if (text.trim() !== '') return text
      tell('text-empty', { key }, spot)
      return null
    },
  }
}

/** Hundreds of devices send as one address. */
function remembered(parse: (text: string) => string | undefined) {
  const known = new Map<string, string | undefined>()
  return (text: string) => {
    if (!known.has(text)) known.set(text, parse(text))
    return known.get(text)
  }
}

function canonicalAddress(text: string): string | undefined {
  const address = parseAddress(text)
  return address && printAddress(address)
}

const hostName = /^[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*$/

function canonicalHost(text: string): string | undefined {
  const host = canonicalName(text)
  if (isIP(host) !== 0) return host
  // Numbers alone are an address with a slip of the pen.
  const looksLikeAddress = /^[\d.]+$/.test(host)
  return !looksLikeAddress && host.length <= 253 && hostName.test(host) ? host : undefined
}

function canonicalCertificate(text: string): string | undefined {
  const star = text.startsWith('*.') ? '*.' : ''
  const domain = parseDomain(text.slice(star.length))
  return domain === undefined ? undefined : star + domain
}

/** The calendar has no 31 February, though `Date` would take it for 3 March. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
