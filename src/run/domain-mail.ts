/** What the DNS says of the domains that devices send from: DMARC, DKIM, MX and the end of SPF. */
import { hasFailed } from '../mail/dns-status.js'
import type { DomainMail } from '../compile/compiled.js'
import type { Resolver } from '../drivers/drivers.js'
import { readDkim } from '../mail/dkim.js'
import { readDmarc } from '../mail/dmarc.js'
import { isMxEndpoint } from '../mail/limits.js'
import { parseSpf } from '../mail/spf.js'
import { spfRecordIn, textOfRecord } from '../mail/spf-txt.js'
import type { Cloud } from '../spec/spec.js'
import { someAtOnce } from '../resources/some-at-once.js'

export async function readDomainMail(
  resolve: Resolver,
  domains: readonly string[],
  cloud: Cloud,
): Promise<ReadonlyMap<string, DomainMail>> {
  // The domain that a tenant is born with is Microsoft's own: signed, and with records of its own.
  const ours = domains.filter(one => !/\.onmicrosoft\.[a-z]+$/.test(one))
  const read = async (domain: string): Promise<[string, DomainMail]> => {
    const [dmarc, dkim, mx, spfEnds] = await Promise.all([
      readDmarc(domain, resolve),
      readDkim(domain, resolve),
      readMx(domain, resolve, cloud),
      readSpfEnd(domain, resolve),
    ])
    return [domain, Object.freeze({ dmarc, dkim, mx, spfEnds })]
  }
  return new Map(await someAtOnce(ours, read))
}

async function readMx(domain: string, resolve: Resolver, cloud: Cloud): Promise<DomainMail['mx']> {
  const { status, records } = await resolve(domain, 'MX')
  if (hasFailed({ status })) return null
  const hosts = records.flatMap(one =>
    typeof one === 'object' && 'exchange' in one ? [one.exchange.toLowerCase()] : [],
  )
  const atMicrosoft = hosts.length > 0 && hosts.every(host => isMxEndpoint(host, cloud))
  return { hosts, atMicrosoft }
}

async function readSpfEnd(domain: string, resolve: Resolver): Promise<DomainMail['spfEnds']> {
  const { records } = await resolve(domain, 'TXT')
  const found = spfRecordIn(records.map(textOfRecord))
  if (found.state !== 'present') return null
  const all = parseSpf(found.record).terms.find(
    term => term.kind === 'mechanism' && term.name === 'all',
  )
  return all?.kind === 'mechanism' ? all.qualifier : null
}
