/** Small words for cases: a tenant with this and that in it, and calls. */
import type { Call, Parameters, Row } from '../../../../src/drivers/drivers.js'
import type { Scene } from '../../../../src/drivers/exchange/simulator/scene.js'

/** A tenant with the domain contoso.com, and more. */
export function contoso(more: Scene = {}): Scene {
  return { acceptedDomains: ['contoso.com'], ...more }
}

export function call(cmdlet: string, parameters: Parameters = {}): Call {
  return { cmdlet, parameters }
}

/** A tenant with these inbound connectors, each by its name or a row. */
export function withConnectors(...rows: readonly (string | Row)[]): Scene {
  return contoso({
    objects: {
      InboundConnector: rows.map(one => (typeof one === 'string' ? { Name: one } : one)),
    },
  })
}

/** A tenant with these shared mailboxes, each by its address or a row. */
export function withMailboxes(...rows: readonly (string | Row)[]): Scene {
  return contoso({
    objects: {
      Mailbox: rows.map(one => ({
        RecipientTypeDetails: 'SharedMailbox',
        ...(typeof one === 'string' ? { PrimarySmtpAddress: one } : one),
      })),
    },
  })
}

export const printer = 'printer@contoso.com'
export const getConnectors = call('Get-InboundConnector', { ResultSize: 'Unlimited' })

/** What New-InboundConnector needs, and more. */
export function newConnector(Name: string, more: Parameters = {}): Call {
  const usual = { ConnectorType: 'OnPremises', SenderDomains: ['*'], Confirm: false }
  return call('New-InboundConnector', { Name, ...usual, ...more })
}

/** What New-Mailbox needs for a shared mailbox, and more. */
export function newMailbox(PrimarySmtpAddress: string, more: Parameters = {}): Call {
  const name = PrimarySmtpAddress.replace('@', '.')
  const usual = { Shared: true, Name: name, Alias: name, PrimarySmtpAddress, Confirm: false }
  return call('New-Mailbox', { ...usual, ...more })
}

export function set(cmdlet: string, Identity: string, more: Parameters = {}): Call {
  return call(cmdlet, { Identity, ...more, Confirm: false })
}

export function get(cmdlet: string, Identity: string, more: Parameters = {}): Call {
  return call(cmdlet, { Identity, ...more })
}
