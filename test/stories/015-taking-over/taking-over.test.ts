/**
 * An administrator inherits a tenant: two connectors and a mailbox that nobody
 * remembers. They become text, are taken over one by one, get the devices of an
 * inventory list, and go on changing by plans. Nothing is made anew, and no
 * address stops sending for a moment.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseTenant } from '../../../src/drivers/exchange/simulator/tenant-text.js'
import { cli } from '../../support/cli.js'
import { temporaryFolder } from '../../support/stack.js'

const scene = `
acceptedDomains: [contoso.com]
objects:
  InboundConnector:
    - Name: Milan
      ConnectorType: OnPremises
      SenderDomains: ['smtp:*;1']
      SenderIPAddresses: [203.0.113.10]
      Comment: ticket 4711
      Enabled: true
    - { Name: Bank, ConnectorType: Partner, SenderDomains: ['smtp:bank.example;1'], Enabled: true }
  Mailbox:
    - Name: printers
      Alias: printers
      PrimarySmtpAddress: printer@contoso.com
      DisplayName: Printers
      RecipientTypeDetails: SharedMailbox
dns:
  contoso.com:
    MX: ['0 contoso-com.mail.protection.outlook.com']
    TXT: ['v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all']
`

const inventory = `Name;From;To;Notes
milan-hall;scan@contoso.com;anyone;ground floor
milan-office;printer@contoso.com;tenant;"first floor; left"
`

test('a tenant that nobody remembers becomes text, and goes on by plans', async () => {
  const root = join(temporaryFolder(), 'mail')
  const folder = join(root, 'stacks/contoso')
  const at = (file: string) => join(folder, file)
  const connectors = () =>
    parseTenant(readFileSync(at('.simulator/tenant.json'), 'utf8'), 'tenant.json').objects
      .InboundConnector
  const changes = async (...flags: readonly string[]) => {
    const { json } = await cli(['plan', folder, '--format', 'json', ...flags])
    const { changes: found } = json as { changes: { key: string; verb: string }[] }
    return found.map(({ verb, key }) => `${verb} ${key}`)
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(at('simulator.yaml'), scene)

  // The repository, and in it what the tenant holds.
  const named = ['--organization', 'contoso.onmicrosoft.com', '--driver', 'simulator']
  const mailbox = ['--mailbox', 'printer@contoso.com']
  const begun = await cli(['init', root, '--from-tenant', ...named, ...mailbox])
  expect(begun.code, begun.out).toBe(0)
  expect(begun.out).toContain('puts our mark on one thing and changes nothing else')
  const text = readFileSync(at('exported.yaml'), 'utf8')
  expect(text).toContain('connector: { name: Milan, adopt: true }')
  expect(text).toContain('imap true to false')
  expect(await changes()).toEqual(['update milan'])

  // Looked at, agreed to, taken over: from here on the plan is empty.
  const adopted = await cli(['adopt', folder, 'inbound-connector', 'milan'], { answers: ['yes'] })
  expect(adopted.code).toBe(0)
  expect(await changes()).toEqual([])
  const [milan, bank] = connectors()

  // The devices of the list stand where the placeholder stood.
  const list = join(root, 'inventory.csv')
  writeFileSync(list, inventory.replaceAll('\n', ';milan\n').replace('Notes;milan', 'Notes;Site'))
  expect((await cli(['import', list, folder])).code).toBe(0)
  writeFileSync(
    at('exported.yaml'),
    text.replace(/\n {4}devices:\n.*TODO.*\n.*milan-device.*\n/u, '\n'),
  )
  expect(await changes()).toEqual(['create scan@contoso.com'])
  expect((await cli(['apply', folder, '--yes'])).code).toBe(0)

  // A second address, as in any other spec: the same connector, changed in one property.
  const edited = readFileSync(at('exported.yaml'), 'utf8')
  writeFileSync(
    at('exported.yaml'),
    edited.replace('egress: 203.0.113.10', 'egress: [203.0.113.10, 203.0.113.20]'),
  )
  expect(await changes()).toEqual(['update milan'])
  await cli(['apply', folder, '--yes'])
  expect(connectors()).toMatchObject([
    {
      Guid: milan?.Guid,
      Name: 'Milan',
      SenderIPAddresses: ['203.0.113.10', '203.0.113.20'],
      Comment: '[devicemail:contoso/milan] ticket 4711',
    },
    bank,
  ])

  // And back to nobody: the mark goes, the connector stays.
  expect((await cli(['release', folder, 'inbound-connector', 'milan', '--yes'])).code).toBe(0)
  expect(connectors()).toMatchObject([{ Guid: milan?.Guid, Comment: 'ticket 4711' }, bank])
  const status = await cli(['status', folder, '--format', 'json'])
  expect(status.json).toMatchObject({ objects: [{ key: 'scan@contoso.com' }] })
})
