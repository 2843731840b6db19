/**
 * Rules for the values of an inbound connector. Facts: sender addresses are
 * IPv4, single or a block from /24 to /32, and read back without /32; sender
 * domains are `*`, a domain or `*.domain`, and read back as `smtp:domain;1`;
 * TreatMessagesAsInternal and CloudServicesMailEnabled need type OnPremises.
 * Private addresses and long lists are accepted: no refusal is known.
 */
import { parseRange, printRange } from '../../../mail/ip-range.js'
import type { Row } from '../../drivers.js'
import { invented } from './refusal.js'

const domain = /^(?:\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)$/i

/** `*` becomes `smtp:*;1`; what was read back may be sent again. */
export function senderDomain(written: string): string {
  const [, name = written, cost = '1'] = /^smtp:([^;]+);(\d+)$/i.exec(written) ?? []
  if (!domain.test(name))
    throw invented('rejected', 'SenderDomain', `'${written}' isn't a domain, '*' or '*.domain'.`)
  return `smtp:${name.toLowerCase()};${cost}`
}

export function senderAddress(written: string): string {
  const range = parseRange(written.trim())
  if (range?.version !== 4 || range.prefix < 24)
    throw invented(
      'rejected',
      'SenderAddress',
      `'${written}' isn't an IPv4 address or a range from /24 to /32.`,
    )
  return printRange(range)
}

export function certificateName(written: string): string {
  if (written === '*' || !domain.test(written))
    throw invented('rejected', 'CertificateName', `'${written}' isn't a certificate's domain.`)
  return written
}

/** Values that do not go together, whichever of them was sent last. */
export function refuseContradictions(row: Row): void {
  const onPremises = row.ConnectorType === 'OnPremises'
  if (row.CloudServicesMailEnabled === true && !onPremises)
    throw invented(
      'rejected',
      'CloudServicesMailEnabled',
      'CloudServicesMailEnabled cannot be set to true if Connector type is not OnPremises',
    )
  if (row.TreatMessagesAsInternal !== true) return
  if (!onPremises)
    throw invented(
      'rejected',
      'TreatMessagesAsInternal',
      'TreatMessagesAsInternal needs ConnectorType OnPremises.',
    )
  if (row.CloudServicesMailEnabled === true)
    throw invented(
      'rejected',
      'TreatMessagesAsInternal',
      'TreatMessagesAsInternal cannot be combined with CloudServicesMailEnabled.',
    )
}
