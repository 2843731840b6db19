/**
 * What an address is for: public, private, shared by a carrier's customers …
 *
 * Only a public address can sign a site in. The table follows IANA's registries
 * of special-purpose addresses for IPv4 and IPv6, as of November 2026. A range
 * that is partly special counts as special: who writes 10.0.0.0/7 has made a
 * mistake, whatever the other half is.
 */
import { overlaps, parseRange, type IpRange } from './ip-range.js'

export type AddressClass =
  | 'public'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'link-local'
  | 'documentation'
  | 'multicast'
  | 'reserved'

/** Each class in words that fit after "the address is". */
export const addressClasses: Readonly<Record<AddressClass, string>> = Object.freeze({
  public: 'public',
  private: 'private, and known only inside your own network',
  shared: 'shared by many customers of a provider (carrier-grade NAT)',
  loopback: 'a loopback address, which never leaves the machine',
  'link-local': 'link-local, and never leaves its network',
  documentation: 'reserved for examples in documentation',
  multicast: 'a multicast address, which nobody can send from',
  reserved: 'reserved, and not routed on the internet',
})

const registry: Readonly<Record<Exclude<AddressClass, 'public'>, string>> = {
  private: '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7',
  shared: '100.64.0.0/10',
  loopback: '127.0.0.0/8 ::1',
  'link-local': '169.254.0.0/16 fe80::/10',
  documentation: '192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20',
  multicast: '224.0.0.0/4 ff00::/8',
  // The last three are all IPv6 that is not global unicast (2000::/3).
  reserved:
    '0.0.0.0/8 192.0.0.0/24 192.88.99.0/24 198.18.0.0/15 240.0.0.0/4 2001::/23 2002::/16 ::/3 4000::/2 8000::/1',
}

const special = Object.entries(registry).flatMap(([name, blocks]) =>
  blocks.split(' ').flatMap(block => {
    const range = parseRange(block)
    return range ? [{ name: name as AddressClass, range }] : []
  }),
)

export function classify(range: IpRange): AddressClass {
  return special.find(one => overlaps(one.range, range))?.name ?? 'public'
}
