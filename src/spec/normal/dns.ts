/**
 * Who serves the DNS of a domain, in normal form: its driver's settings as they
 * were written, once it is sure that they can be meant so and hold no secret.
 */
import { isSubdomainOf, parseDomain } from '../../mail/domain-name.js'
import { isRelativePath } from '../relative-path.js'
import type { WrittenDns } from '../schema/dns.js'
import type { WrittenDomain } from '../schema/domain.js'
import type { Item } from '../sections.js'
import { shown } from '../shown.js'
import type { DomainDns } from '../spec.js'
import { keyWithin, within, type Spot } from '../spot.js'
import { isId, isVariable } from './auth-values.js'
import type { Bench } from './bench.js'

type Form<Driver extends DomainDns['driver']> = Extract<DomainDns, { driver: Driver }>

export function dnsOf(
  item: Item<WrittenDomain>,
  dns: WrittenDns | undefined,
  bench: Bench,
): DomainDns {
  if (dns === undefined || dns === 'manual') return { driver: 'manual' }
  const own = Object.hasOwn(item.written, 'dns')
  const spot = own ? within(item.spot, 'dns') : bench.defaults.domain.spotOf('dns')
  if (!spot) return dns
  switch (dns.driver) {
    case 'manual':
      return dns
    case 'zone-file':
      if (!isRelativePath(dns.file))
        bench.tell('path-not-relative', { value: shown(dns.file) }, within(spot, 'file'))
      break
    case 'rfc2136':
      checkRfc2136(dns, spot, bench)
      break
    case 'azure':
      checkAzure(dns, spot, bench)
      break
    case 'cloudflare':
      checkSecret('token', dns.token, spot, bench)
      break
    case 'route53':
      checkRoute53(dns, spot, bench)
      break
  }
  return withZone(dns, item.name, spot, bench)
}

function checkRfc2136({ server, key }: Form<'rfc2136'>, spot: Spot, bench: Bench): void {
  bench.values.host(server, within(spot, 'server'))
  checkSecret('key', key, spot, bench)
}

function checkAzure(dns: Form<'azure'>, spot: Spot, bench: Bench): void {
  const { subscription, resourceGroup, token } = dns
  if (!isId(subscription))
    bench.tell(
      'subscription-not-valid',
      { value: shown(subscription) },
      within(spot, 'subscription'),
    )
  bench.values.text(resourceGroup, 'resourceGroup', within(spot, 'resourceGroup'))
  checkSecret('token', token, spot, bench)
}

function checkRoute53(dns: Form<'route53'>, spot: Spot, bench: Bench): void {
  const { accessKeyId, secretAccessKey, sessionToken } = dns
  checkSecret('secretAccessKey', secretAccessKey, spot, bench)
  checkSecret('sessionToken', sessionToken, spot, bench)
  if ((accessKeyId === undefined) === (secretAccessKey === undefined)) return
  const [named, missing] =
    accessKeyId === undefined
      ? ['secretAccessKey', 'accessKeyId']
      : ['accessKeyId', 'secretAccessKey']
  bench.tell('access-key-half-named', { named, missing }, keyWithin(spot, named))
}

/** The zone in canonical form. One that cannot hold the domain is a slip. */
function withZone(dns: DomainDns, domain: string, spot: Spot, bench: Bench): DomainDns {
  if (!('zone' in dns) || dns.zone === undefined) return dns
  const at = within(spot, 'zone')
  const zone = bench.values.domain(dns.zone, at) ?? undefined
  if (zone === undefined) return { ...dns, zone }
  // A domain that is no domain is told where it stands.
  const isOutside = domain !== zone && !isSubdomainOf(domain, zone)
  if (isOutside && parseDomain(domain) !== undefined)
    bench.tell('zone-not-above-domain', { zone, domain }, at)
  return { ...dns, zone }
}

/** Told at its key: the line of the value might hold nothing but the secret. */
function checkSecret(key: string, written: string | undefined, spot: Spot, { tell }: Bench): void {
  const isReference = written === undefined || isVariable(written) || /^file:./.test(written)
  if (!isReference) tell('secret-in-spec', { key }, keyWithin(spot, key))
}
