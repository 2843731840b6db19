import type { IpRange } from '../mail/ip-range.js'

export interface DesiredConnector {
  /** The key: a renamed connector stays the same connector. null for a certificate connector. */
  readonly site: string | null
  /** Name in the TLS certificate; the key of a certificate connector, which may serve several sites. */
  readonly certificate: string | null
  readonly name: string
  readonly enabled: boolean
  /** The site's public addresses: SenderIPAddresses in Exchange. [] for a certificate connector. */
  readonly egressIps: readonly IpRange[]
  readonly requireTls: boolean
}
