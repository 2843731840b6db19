/**
 * Who is asking to send: the client's address and the identity that SPF checks.
 *
 * The identity is the domain of MAIL FROM; where that is empty, as in bounces,
 * it is postmaster at the name of HELO (RFC 7208, section 2.4).
 */
import { withoutLastDot } from './dns-name.js'
import { parseDomain } from './domain-name.js'
import { parseRange, printRange, type IpRange } from './ip-range.js'

export interface SpfIdentity {
  readonly localPart: string
  /** Lower case is not forced: the DNS does not care, and explanations show it. */
  readonly domain: string
}

/** More of a local part or a HELO name than any name or explanation has room for. */
const mostCharacters = 1000
const plainAscii = /^[\x21-\x7e]*$/

/** undefined where the text is no address. An IPv4 address in IPv6 clothes is an IPv4 address. */
export function parseClient(ip: string): IpRange | undefined {
  const parsed = ip.includes('/') ? undefined : parseRange(ip)
  return parsed && unmapped(parsed)
}

/** As `%{i}`: an IPv6 address as its 32 hexadecimal digits with dots between. */
export function dotted(client: IpRange): string {
  if (client.version === 4) return printRange(client)
  // Upper case, as in the examples of the public test suite; the DNS makes no difference.
  return Array.from(client.address.toString(16).toUpperCase().padStart(32, '0')).join('.')
}

export function identityOf(sender: string, helo: string): SpfIdentity {
  const mailbox = sender === '' ? helo : sender
  const at = mailbox.lastIndexOf('@')
  const localPart = sender === '' || at < 1 ? 'postmaster' : mailbox.slice(0, at)
  return { localPart: cut(localPart), domain: inAscii(mailbox.slice(at + 1)) }
}

/** A HELO name for macros; nothing is asked of it but that it is not endless. */
export function heloOf(helo: string): string {
  return cut(helo)
}

function cut(text: string): string {
  return text.slice(-mostCharacters)
}

/** Without its last dot, and in the form that the DNS knows where it has letters of other scripts. */
function inAscii(domain: string): string {
  const name = withoutLastDot(domain)
  if (plainAscii.test(name) || name.length > mostCharacters) return name
  return parseDomain(name) ?? name
}

function unmapped(range: IpRange): IpRange {
  if (range.version === 4 || range.address >> 32n !== 0xffffn) return range
  return { version: 4, address: range.address & 0xffff_ffffn, prefix: 32 }
}
