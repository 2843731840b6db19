/**
 * A program that is killed by a test: it opens the bridge and begins two calls
 * that take long. Its environment says where; HELD_CMDLET says what, a write if
 * not given. What came of it is printed, for a test that lets it end.
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
const { HELD_CMDLET: cmdlet = 'New-InboundConnector' } = process.env
const write = (name: string) => ({
  Name: name,
  SenderDomains: ['*'],
  ConnectorType: 'OnPremises',
})
const outcomes = await port.run(
  ['Turin', 'Rome'].map(name => ({
    cmdlet,
    parameters: cmdlet.startsWith('Get-') ? {} : write(name),
  })),
)
await port.close()
console.log(JSON.stringify(outcomes.map(one => ('fault' in one ? one.fault.finding : one.status))))
