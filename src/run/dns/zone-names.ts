/**
 * What the zone of a file is called: as the spec says, else the shortest domain
 * at or above that names the same file. Where the file's own name or another
 * domain of the spec speaks for another zone, that is its rival, and the file
 * itself must say which of the two it is.
 */
import { basename } from 'node:path'
import { isSubdomainOf, parentOf } from '../../mail/domain-name.js'
import type { Domain } from '../../spec/spec.js'

export interface NamedZone {
  readonly origin: string
  readonly rival?: string | undefined
}

/** The zone of each domain that has a file; of another domain its own name. */
export function zoneNames(domains: readonly Domain[]): (domain: Domain) => NamedZone {
  const byName = new Map(domains.map(domain => [domain.name, domain]))
  const originOf = (domain: Domain): string => {
    const { dns, name } = domain
    if ('zone' in dns && dns.zone !== undefined) return dns.zone
    const file = fileOf(domain)
    if (file === undefined) return name
    let shortest = name
    for (let at: string | undefined = name; at !== undefined; at = parentOf(at)) {
      const above = byName.get(at)
      if (above && fileOf(above) === file) shortest = at
    }
    return shortest
  }
  const byFile = new Map<string, Set<string>>()
  for (const domain of domains) {
    const file = fileOf(domain)
    if (file === undefined) continue
    const origins = byFile.get(file) ?? new Set<string>()
    byFile.set(file, origins.add(originOf(domain)))
  }
  return domain => {
    const origin = originOf(domain)
    const file = fileOf(domain)
    const isSaid = 'zone' in domain.dns && domain.dns.zone !== undefined
    if (file === undefined || isSaid) return { origin }
    const other = [...(byFile.get(file) ?? [])].find(one => one !== origin)
    return { origin, rival: other ? sharedZone(origin, other) : fileNameAbove(origin, file) }
  }
}

export function fileOf({ dns }: Domain): string | undefined {
  return dns.driver === 'zone-file' ? dns.file : undefined
}

/** The zone that could hold both; where there is none, the other one. */
function sharedZone(origin: string, other: string): string {
  for (let at = parentOf(origin); at?.includes('.') === true; at = parentOf(at))
    if (at === other || isSubdomainOf(other, at)) return at
  return other
}

/** `contoso.com`, of a file `contoso.com.zone` or `db.contoso.com` that is named for `mail.contoso.com`. */
function fileNameAbove(origin: string, file: string): string | undefined {
  const name = basename(file)
    .toLowerCase()
    .replace(/^db\./, '')
    .replace(/\.(?:zone|db|dns|hosts|txt)$/, '')
  return name.includes('.') && isSubdomainOf(origin, name) ? name : undefined
}
