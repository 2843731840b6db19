/**
 * Names of the DNS in the one form in which they are compared. People, zone
 * files, services and name servers write the same name in other letters, and
 * some with a dot at its end.
 *
 * Any name of any record goes in, `_devicemail.contoso.com` or `*.contoso.com`;
 * whether a text can be a name at all is not looked at (`parseDomain` does that
 * for domains of mail).
 */

/**
 * In lower case and without its last dot: `Contoso.COM.` is `contoso.com`. The
 * root, `.`, becomes an empty text.
 *
 * Letters of either case are the same (RFC 4343, section 3); the dot only says
 * that the name is whole (RFC 1034, section 3.1).
 */
export function canonicalName(name: string): string {
  return withoutLastDot(name.toLowerCase())
}

/** The letters stay as they were written, for where a person or a macro of SPF shows them again. */
export function withoutLastDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name
}
