/** What the service refuses, as it comes through a real PowerShell: judged by type, in any language. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Call, Outcome } from '../../../src/drivers/drivers.js'
import { bridged, type Bridged, type BridgedOptions } from '../../support/bridged.js'
import { noPwsh, withPwsh } from '../../support/pwsh.js'
import { world } from '../../support/world.js'

const read: Call = { cmdlet: 'Get-InboundConnector', parameters: {} }
const write = (name: string): Call => ({
  cmdlet: 'New-InboundConnector',
  parameters: { Name: name, SenderDomains: ['*'], ConnectorType: 'OnPremises' },
})
const short = (outcome: Outcome | undefined) =>
  outcome?.status === 'failed' ? outcome.fault.kind : outcome?.status

describe.skipIf(noPwsh)(withPwsh, { timeout: 60_000 }, () => {
  let tenant: Bridged | undefined
  afterEach(async () => {
    await tenant?.close()
    tenant = undefined
  })

  async function open(options: BridgedOptions) {
    tenant = await bridged(world().domain('contoso.com').connector('Milan').build().port, options)
    return tenant
  }
  const failing = (text: string, reason = 'Exception') =>
    open({ interfere: () => ({ error: { text, reason } }) })

  test('a German tenant is understood by its types', async () => {
    const text =
      'Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|' +
      'Der Vorgang konnte nicht ausgeführt werden, weil das Objekt nicht gefunden wurde.'
    const { port } = await failing(text, 'ManagementObjectNotFoundException')
    const [outcome] = await port.run([read])
    expect(outcome).toMatchObject({
      fault: {
        kind: 'not-found',
        text: 'Der Vorgang konnte nicht ausgeführt werden, weil das Objekt nicht gefunden wurde.',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
    })
  })

  test('the category tells the type where the text does not', async () => {
    const { port } = await failing('Etwas ging schief.', 'NotAcceptedDomainException')
    expect((await port.run([write('Turin')])).map(short)).toEqual(['rejected'])
  })

  test('a mute 403 and a cmdlet that is not there both mean a missing right', async () => {
    const mute = 'Error while querying REST service. HttpStatusCode=403 ErrorMessage=\0\0'
    const first = await failing(mute)
    expect((await first.port.run([read])).map(short)).toEqual(['denied'])
    await first.close()
    const { port } = await open({ offers: cmdlet => cmdlet !== 'New-InboundConnector' })
    expect((await port.run([write('Turin'), read])).map(short)).toEqual(['denied', 'done'])
  })

  test('a parameter that the role lacks is a missing right, one that nobody has is refused', async () => {
    const { port } = await open({ offers: (_, parameter) => parameter !== 'Comment' })
    const [cut, unknown] = await port.run([
      { cmdlet: 'Set-InboundConnector', parameters: { Identity: 'Milan', Comment: 'x' } },
      { cmdlet: 'Set-InboundConnector', parameters: { Identity: 'Milan', Colour: 'red' } },
    ])
    expect([short(cut), short(unknown)]).toEqual(['denied', 'rejected'])
  })

  test('no connection and no answer are told apart', async () => {
    const { port } = await open({
      interfere: (_, number) => ({
        disturb: [number % 2 === 1 ? 'connection-refused' : 'time-out'],
      }),
    })
    const outcomes = await port.run([read, read, write('Turin'), write('Rome')])
    expect(outcomes.map(short)).toEqual([
      'unreachable',
      'transient',
      'unreachable',
      'unknown-outcome',
    ])
  })

  test('what the connection offers is told with its parameters', async () => {
    const { port } = await open({
      offers: (cmdlet, parameter) => cmdlet.startsWith('Get-') && parameter !== 'Filter',
    })
    const offers = await port.offers()
    expect(offers.every(one => one.cmdlet.startsWith('Get-'))).toBe(true)
    expect(offers.find(one => one.cmdlet === 'Get-Mailbox')?.parameters).toContain('Identity')
    expect(offers.find(one => one.cmdlet === 'Get-Mailbox')?.parameters).not.toContain('Filter')
  })
})
