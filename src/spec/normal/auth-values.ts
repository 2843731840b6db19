/** What the values of a sign-in look like: a variable, an id, a directory, where a certificate is. */
import { parseDomain } from '../../mail/domain-name.js'

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `env:NAME`. */
export function isVariable(text: string): boolean {
  return /^env:\S+$/.test(text)
}

export function isId(text: string): boolean {
  return guid.test(text) || isVariable(text)
}

/** A directory goes by its id and by each of its domains. */
export function isTenant(text: string): boolean {
  return isId(text) || parseDomain(text) !== undefined
}

export function isCertificateSource(text: string): boolean {
  return isVariable(text) || /^file:./.test(text)
}
