/**
 * Whether the tenant takes a message on port 25: the relay rule. It is what a
 * connector, the accepted domains and RejectDirectSend come to for a device.
 *
 * Facts: the certificate's domain finds the tenant, then MAIL FROM, then RCPT
 * TO, never the source address; a connector of type OnPremises gives the right
 * to reach outside, a Partner one takes mail but never relays; an empty MAIL
 * FROM is relayed for a certificate only; the header From plays no part.
 */
import { containsRange, parseRange } from '../../../mail/ip-range.js'
import type { Row } from '../../drivers.js'
import { acceptedDomainOf } from './accepted-domain.js'
import { domainOf } from './proxy-address.js'
import type { Tenant } from './tenant.js'

export interface Message {
  readonly sourceAddress: string
  /** Domains of the TLS certificate that the sender presented. */
  readonly certificateDomains?: readonly string[]
  /** The envelope sender; '' is the empty one of bounces. */
  readonly mailFrom: string
  readonly recipient: string
}

export interface Delivery {
  readonly accepted: boolean
  readonly code: string
  readonly text: string
  /** The connector that the message came in by; null: as anybody's mail. */
  readonly via: string | null
}

export function deliver(tenant: Tenant, message: Message): Delivery {
  const { certificateDomains = [], mailFrom, recipient } = message
  const byCertificate = certificateDomains.some(domain => isAccepted(tenant, domain))
  const sender = mailFrom === '' ? undefined : acceptedDomainOf(tenant, domainOf(mailFrom))
  const inside = isAccepted(tenant, domainOf(recipient))
  if (!byCertificate && !sender && !inside) return relayDenied()
  if (sender?.SendingFromDomainDisabled === true)
    return refused('550 5.7.1', 'Sending from this domain is disabled.')

  const connector = matching(tenant, message)
  const via = connector ? String(connector.Name) : null
  if (inside) {
    if (!connector && sender && rejectsDirectSend(tenant)) return directSendDenied()
    return accepted(via)
  }
  const known = byCertificate || sender !== undefined
  if (!known || connector?.ConnectorType !== 'OnPremises') return relayDenied()
  if (mailFrom === '' && !namesCertificate(connector, certificateDomains)) return relayDenied()
  return accepted(via)
}

/** Of several, one of type OnPremises: only it gives the right to relay. */
function matching(tenant: Tenant, message: Message): Row | undefined {
  const { sourceAddress, certificateDomains = [] } = message
  const source = parseRange(sourceAddress)
  const matches = tenant.objects.InboundConnector.filter(
    row =>
      row.Enabled === true &&
      serves(row, message.mailFrom) &&
      (namesCertificate(row, certificateDomains) ||
        rangesOf(row).some(range => source !== undefined && containsRange(range, source))),
  )
  return matches.find(row => row.ConnectorType === 'OnPremises') ?? matches[0]
}

/** AssociatedAcceptedDomains keeps a connector to mail of these domains. */
function serves({ AssociatedAcceptedDomains }: Row, mailFrom: string): boolean {
  if (!Array.isArray(AssociatedAcceptedDomains) || AssociatedAcceptedDomains.length === 0)
    return true
  return AssociatedAcceptedDomains.some(
    domain => String(domain).toLowerCase() === domainOf(mailFrom),
  )
}

function namesCertificate(connector: Row, certificateDomains: readonly string[]): boolean {
  const { TlsSenderCertificateName } = connector
  if (typeof TlsSenderCertificateName !== 'string') return false
  const wanted = TlsSenderCertificateName.toLowerCase()
  return certificateDomains.some(domain => {
    const presented = domain.toLowerCase()
    if (presented === wanted) return true
    return wanted.startsWith('*.') && presented.endsWith(wanted.slice(1))
  })
}

function rangesOf({ SenderIPAddresses }: Row) {
  const written = Array.isArray(SenderIPAddresses) ? SenderIPAddresses.map(String) : []
  return written.map(parseRange).filter(range => range !== undefined)
}

function isAccepted(tenant: Tenant, domain: string): boolean {
  return acceptedDomainOf(tenant, domain) !== undefined
}

function rejectsDirectSend(tenant: Tenant): boolean {
  return tenant.objects.OrganizationConfig[0]?.RejectDirectSend === true
}

function accepted(via: string | null): Delivery {
  return { accepted: true, code: '250 2.6.0', text: 'Queued mail for delivery', via }
}

function refused(code: string, text: string): Delivery {
  return { accepted: false, code, text, via: null }
}

function relayDenied(): Delivery {
  return refused('550 5.7.64', 'TenantAttribution; Relay Access Denied')
}

function directSendDenied(): Delivery {
  return refused(
    '550 5.7.68',
    'TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources',
  )
}
