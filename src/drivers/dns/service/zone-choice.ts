/** Which of a service's zones holds a domain: the longest name wins. */
import { isSubdomainOf, namesAbove } from '../../../mail/domain-name.js'

/** Names that a zone of the domain may have, the longest first; a top-level domain is nobody's. */
export function zoneNamesFor(domain: string): readonly string[] {
  return [domain, ...namesAbove(domain)].filter(at => at.includes('.'))
}

export function longestZoneFor<Zone extends { readonly name: string }>(
  domain: string,
  zones: readonly Zone[],
): Zone | undefined {
  return zones
    .filter(({ name }) => domain === name || isSubdomainOf(domain, name))
    .reduce<Zone | undefined>(
      (best, zone) => (best && best.name.length >= zone.name.length ? best : zone),
      undefined,
    )
}
