/** What compile has to tell of sites: their public addresses and connectors, also beside those of other specs. */
import type { Catalogue } from './words.js'

export const siteFindings = {
  'egress-has-host-bits': {
    severity: 'information',
    message: '{address} at {site} names a block by an address inside it; it is taken as {range}.',
    remedy: 'Write {range}, so that nobody takes it for a single address.',
  },
  'egress-is-split': {
    severity: 'information',
    message:
      '{address} at {site} is wider than a connector takes (/{prefix}), so it becomes {count} blocks.',
    remedy: 'Write only the addresses that devices send from: each gives the right to send as you.',
  },
  'egress-too-wide': {
    severity: 'error',
    message: '{address} at {site} is wider than any site can own.',
    remedy: 'Write the public addresses that devices at {site} send from.',
  },
  'egress-is-not-public': {
    severity: 'error',
    message: '{address} at {site} is {nature}.',
    remedy: 'Write the public IPv4 address that {site} is seen with from outside.',
  },
  'egress-is-carrier-shared': {
    severity: 'error',
    message: '{address} at {site} is an address that a carrier shares among many customers.',
    remedy:
      'Write `address: shared` without this address, or ask the provider for a static public address.',
  },
  'egress-is-example': {
    severity: 'warning',
    message:
      '{site} has addresses that are kept for examples, so nobody sends from them: {addresses}.',
    remedy: 'Write the public address of {site} before this goes to a real tenant.',
  },
  'egress-is-ipv6': {
    severity: 'warning',
    message: '{addresses} at {site} cannot stand on a connector: connectors know IPv4 only.',
    remedy:
      'Nothing to do as long as the devices send over IPv4; else let {site} send over IPv4 only.',
  },
  'egress-not-on-connector': {
    severity: 'warning',
    message:
      'The connector of {site} does not know addresses that are not static, and mail that leaves by them is not relayed: {addresses}.',
    remedy: 'Ask for a static address on that link, or expect mail to wait while it is in use.',
  },
  'egress-claimed-twice': {
    severity: 'error',
    message: '{address} belongs to both {site} and {other}{where}.',
    remedy:
      'Leave it at one of the two. A site that sends through the address of another says `via: {other}`.',
  },
  'connector-names-clash': {
    severity: 'error',
    message: 'The connectors of {first} and {second} are both named "{name}".',
    remedy: 'Give one of them another name: `connector: { name: … }` at the site.',
  },
  'certificate-connector-names': {
    severity: 'error',
    message:
      'The sites that share the certificate {certificate} give its one connector different names: {names}.',
    remedy: 'Write the same `connector: { name: … }` at each of these sites, or at one only.',
  },
} as const satisfies Catalogue

/** Between specs that are given together. */
export const sharedSiteFindings = {
  'address-in-two-specs': {
    severity: 'warning',
    message: '{address} of "{connector}" is also on the connector "{other}" of the spec {spec}.',
    remedy:
      'Leave it in one of the two: Microsoft cannot tell whose mail comes from an address that two tenants know.',
  },
  'certificate-in-two-specs': {
    severity: 'warning',
    message: 'The certificate {certificate} is also used by other specs: {specs}.',
    remedy: 'Give each tenant a certificate with a name in a domain of its own.',
  },
} as const satisfies Catalogue
