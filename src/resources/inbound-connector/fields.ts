/** The properties of a connector, each once, and what a reading adds. */
import type { IpRange } from '../../mail/ip-range.js'
import { constant, flag, ipRanges, optionalText, text, type Fields } from '../field.js'

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

export interface LiveConnector extends DesiredConnector {
  readonly guid: string
  /** Bears our mark, and behind it what an administrator wrote. */
  readonly comment: string
}

export const fields: Fields<DesiredConnector> = {
  site: optionalText({ role: 'key', about: 'The site whose machines the connector recognises.' }),
  certificate: optionalText({
    parameter: 'TlsSenderCertificateName',
    about: 'Name in the TLS certificate that the machines present.',
  }),
  name: text({ parameter: 'Name', about: 'Name shown in the Exchange admin centre.' }),
  enabled: flag({
    parameter: 'Enabled',
    about: 'Whether mail from these machines is recognised.',
    whenStuck:
      'Some tenants may not enable connectors by themselves: ask Microsoft support to enable it, then apply again.',
  }),
  egressIps: ipRanges({
    parameter: 'SenderIPAddresses',
    about: 'Public IPv4 addresses the devices send from.',
  }),
  requireTls: flag({ parameter: 'RequireTls', about: 'Whether mail without TLS is refused.' }),
  connectorType: constant('OnPremises', {
    parameter: 'ConnectorType',
    about: 'Partner connectors never relay.',
  }),
  senderDomains: constant(['smtp:*;1'], {
    parameter: 'SenderDomains',
    send: ['*'],
    about: 'Any sender domain of the tenant.',
  }),
}
