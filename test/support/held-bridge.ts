/**
 * A program that is killed by a test: it opens the bridge, begins a write that
 * takes long, and never ends by itself. Its environment says where and what.
 */
import { createPowerShell } from '../../src/drivers/exchange/powershell.js'

const port = createPowerShell({
  signIn: { way: 'managed-identity', organization: 'contoso.onmicrosoft.com', clientId: null },
  cloud: 'worldwide',
  commands: ['Get-InboundConnector', 'New-InboundConnector'],
  token: () => Promise.reject(new Error('No token is needed.')),
  env: process.env,
  clock: () => new Date(),
})
const calls = ['Turin', 'Rome'].map(name => ({
  cmdlet: 'New-InboundConnector',
  parameters: { Name: name, SenderDomains: ['*'], ConnectorType: 'OnPremises' },
}))
await port.run(calls)
