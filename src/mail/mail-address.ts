/**
 * Mail addresses as devices use them, in one canonical form: lower case, so that
 * `Printer@Contoso.com` and `printer@contoso.com` are one sender, as they are
 * for Exchange.
 *
 * Only the plain form of RFC 5321 is an address here (a dot-atom before the @).
 * Quoted local parts are refused: no device types them and Exchange gives none.
 * `*` is refused too, though the standard allows it, because it makes a pattern.
 */
import { parseDomain } from './domain-name.js'

export interface MailAddress {
  readonly local: string
  /** Canonical, as `parseDomain` gives it. */
  readonly domain: string
}

// The limits of RFC 5321, section 4.5.3.1: 64 octets before the @, 256 for the path with its brackets.
const longestLocal = 64
const longestAddress = 254

const dotAtom = /^[a-z0-9!#$%&'+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'+/=?^_`{|}~-]+)*$/
const patternLocal = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/

/** The two parts in canonical form; undefined where the text is no address. */
export function parseAddress(text: string): MailAddress | undefined {
  const parts = partsOf(text)
  if (!parts || !dotAtom.test(parts.local) || !fits(parts)) return undefined
  return Object.freeze(parts)
}

export function printAddress({ local, domain }: MailAddress): string {
  return `${local}@${domain}`
}

/** Whether the text is a pattern for addresses: `*` stands for any characters before the @. */
export function isPattern(text: string): boolean {
  const parts = partsOf(text)
  return parts !== undefined && parts.local.includes('*') && patternLocal.test(parts.local)
}

/** Whether the address is one that the pattern `*-copier@contoso.com` means. A plain address means itself. */
export function matchesPattern(pattern: string, address: string): boolean {
  const wanted = partsOf(pattern)
  const given = parseAddress(address)
  if (!wanted || wanted.domain !== given?.domain) return false
  return matchesPieces(wanted.local.split('*'), given.local)
}

/** Piece by piece from the left, each as early as it can stand: no back-tracking, so no slow pattern. */
function matchesPieces(pieces: readonly string[], text: string): boolean {
  const [first = '', ...rest] = pieces
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let position = first.length
  for (const piece of rest) {
    const at = text.indexOf(piece, position)
    if (at === -1) return false
    position = at + piece.length
  }
  return text.length - last.length >= position && text.endsWith(last)
}

function partsOf(text: string): MailAddress | undefined {
  const at = text.lastIndexOf('@')
  const domain = at > 0 ? parseDomain(text.slice(at + 1)) : undefined
  return domain === undefined ? undefined : { local: text.slice(0, at).toLowerCase(), domain }
}

function fits({ local, domain }: MailAddress): boolean {
  return local.length <= longestLocal && local.length + 1 + domain.length <= longestAddress
}
