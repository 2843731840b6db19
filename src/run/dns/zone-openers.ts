/** The drivers of DNS by name: a new one is one line here, and its file beside this one. */
import { createManualZone } from '../../drivers/dns/manual.js'
import { openRfc2136 } from './open-rfc2136.js'
import type { DnsDriver, OpenZone } from './zone-opening.js'

/** Zone files are not among them: they are opened for a simulated world too (zone-files.ts). */
export const zoneOpeners: { readonly [Driver in DnsDriver]?: OpenZone<Driver> } = {
  manual: ({ resolve }) => createManualZone(resolve),
  rfc2136: openRfc2136,
}
