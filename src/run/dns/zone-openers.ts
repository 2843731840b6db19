/** The drivers of DNS by name: a new one is one line here, and its file beside this one. */
import { createManualZone } from '../../drivers/dns/manual.js'
import { openAzure } from './open-azure.js'
import { openCloudflare } from './open-cloudflare.js'
import { openRfc2136 } from './open-rfc2136.js'
import { openRoute53 } from './open-route53.js'
import type { DnsDriver, OpenZone } from './zone-opening.js'

/** Zone files are not among them: they are opened for a simulated world too (zone-files.ts). */
export const zoneOpeners: { readonly [Driver in DnsDriver]?: OpenZone<Driver> } = {
  manual: ({ resolve }) => createManualZone(resolve),
  rfc2136: openRfc2136,
  azure: openAzure,
  cloudflare: openCloudflare,
  route53: openRoute53,
}
