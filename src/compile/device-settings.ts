/**
 * What a technician types into a device once its method is known: host, port,
 * whether TLS is on, and who signs in.
 *
 * The MX endpoint is never computed: where the spec does not state it, its host
 * stays open until the tenant or the DNS was asked.
 */
import { ports, submissionHost } from '../mail/limits.js'
import type { From } from '../spec/spec.js'
import type { Decision, SmartHost } from './compiled.js'
import type { Sending } from './decide.js'
import { speaksTls } from './situation.js'
import { domainOf, type SpecIndex } from './spec-index.js'

export type DeviceSettings = Pick<Decision, 'smartHost' | 'port' | 'tls' | 'signIn'>

const nothing: DeviceSettings = Object.freeze({
  smartHost: null,
  port: null,
  tls: null,
  signIn: null,
})

export function settingsOf(index: SpecIndex, sending: Sending): DeviceSettings {
  const { method, device, situation } = sending
  switch (method) {
    case null:
      return nothing
    case 'client-submission': {
      const host = submissionHost[index.spec.tenant.cloud].value
      const port = ports.submission.value.find(one => device.ports.includes(one)) ?? null
      return {
        smartHost: { kind: 'host', host },
        port,
        tls: 'required',
        signIn: situation.signIn.address,
      }
    }
    case 'local-relay': {
      const host = situation.relay?.relay.host ?? null
      const tls = device.tls === 'none' ? 'none' : 'optional'
      return {
        smartHost: host === null ? null : { kind: 'host', host },
        port: portOfRelay(sending),
        tls,
        signIn: null,
      }
    }
    case 'smtp-relay':
    case 'direct-send': {
      const smartHost =
        device.ownSmtpServer && method === 'direct-send' ? null : endpointOf(index, device.from)
      return { smartHost, port: ports.relay.value, tls: tlsTowardsMicrosoft(sending), signIn: null }
    }
  }
}

/** The domain that SPF looks at, and whose MX endpoint the mail is handed to. */
export function envelopeDomains(from: From): readonly string[] {
  if (from.kind === 'each-user') return [domainOf(from.envelope)]
  const [only, ...more] = from.addresses
  // Nearly every device has one address, and there are many devices.
  if (only !== undefined && more.length === 0) return [domainOf(only)]
  return [...new Set(from.addresses.map(domainOf))]
}

function endpointOf(index: SpecIndex, from: From): SmartHost {
  const [domain] = envelopeDomains(from)
  if (domain === undefined) return null
  return { kind: 'mx-endpoint', domain, host: index.domains.get(domain)?.mxEndpoint ?? null }
}

/** Microsoft takes no TLS older than 1.2, so an older device must leave it off. */
function tlsTowardsMicrosoft({ situation, device, method }: Sending): Decision['tls'] {
  if (method === 'smtp-relay' && situation.identity.by === 'certificate') return 'required'
  return speaksTls(device, '1.2') ? 'optional' : 'none'
}

/** The relay is ours, so it listens where the device can speak: 25 if there is a choice. */
function portOfRelay({ device }: Sending): number | null {
  const usual = ports.relay.value
  return device.ports.includes(usual) ? usual : (device.ports[0] ?? null)
}
