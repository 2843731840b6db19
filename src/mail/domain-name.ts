/**
 * Domain names of mail: one canonical form, lower-case ASCII without a trailing
 * dot, so that `Contoso.COM.`, `contoso.com` and an internationalised name in
 * either spelling are the same domain everywhere.
 *
 * These are names that can stand behind the @ of an address: letters, digits
 * and hyphens, at least two labels. Names of other DNS records
 * (`_devicemail.contoso.com`) are made from them and never typed.
 */
import { domainToASCII, domainToUnicode } from 'node:url'
import { canonicalName } from './dns-name.js'

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const plainAscii = /^[a-z0-9.-]*$/

/** The canonical form; undefined where the text is no domain of mail. */
export function parseDomain(text: string): string | undefined {
  const lower = canonicalName(text)
  // IDNA maps away what it can (even "%" and blanks inside a name), so only letters may reach it.
  if (!/^[\p{L}\p{M}\p{N}.-]*$/u.test(lower)) return undefined
  const needsIdna = !plainAscii.test(lower) || lower.includes('xn--')
  const name = needsIdna ? domainToASCII(lower) : lower
  const labels = name.split('.')
  const top = labels.at(-1) ?? ''
  const isName = labels.length >= 2 && name.length <= 253 && labels.every(one => label.test(one))
  // A last label of digits is an IPv4 address, whole or mistyped.
  return isName && !/^\d+$/.test(top) ? name : undefined
}

/** The form that people write, with their own letters where the name has any. */
export function printDomain(domain: string): string {
  if (!domain.includes('xn--')) return domain
  const unicode = domainToUnicode(domain)
  return parseDomain(unicode) === domain ? unicode : domain
}

/** Whether the name stands below the domain; a domain is not below itself. */
export function isSubdomainOf(name: string, domain: string): boolean {
  return name.endsWith(`.${domain}`)
}

/** The domain one label up; undefined above the last. */
export function parentOf(domain: string): string | undefined {
  const dot = domain.indexOf('.')
  return dot === -1 ? undefined : domain.slice(dot + 1)
}

/** Up to the top-level domain, the nearest first. */
export function namesAbove(domain: string): readonly string[] {
  const above: string[] = []
  for (let at = parentOf(domain); at !== undefined; at = parentOf(at)) above.push(at)
  return above
}
