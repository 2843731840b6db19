/** The relay rule: what the tenant does with a message on port 25. */
import { describe, expect, test } from 'vitest'
import { deliver, type Message } from '../../../src/drivers/exchange/simulator/relay.js'
import { world } from '../../support/world.js'

const outside = 'someone@example.com'
const inside = 'anna@contoso.com'
const fromMilan: Message = {
  sourceAddress: '203.0.113.10',
  mailFrom: 'printer@contoso.com',
  recipient: outside,
}

const contoso = () => world().domain('contoso.com')
const milan = { Name: 'Milan', SenderIPAddresses: ['203.0.113.8/29'] }
const withMilan = (more = {}) => contoso().connector({ ...milan, ...more })

function sent(builder: ReturnType<typeof world>, message: Partial<Message> = {}) {
  return deliver(builder.build().tenant(), { ...fromMilan, ...message })
}

describe('a recipient outside', () => {
  test('is reached through an OnPremises connector that holds the source address', () => {
    expect(sent(withMilan())).toMatchObject({ accepted: true, via: 'Milan' })
  })

  test('is not reached without one: 550 5.7.64', () => {
    expect(sent(contoso())).toEqual({
      accepted: false,
      code: '550 5.7.64',
      text: 'TenantAttribution; Relay Access Denied',
      via: null,
    })
  })

  test.each([
    ['from another address', withMilan(), { sourceAddress: '203.0.113.16' }],
    ['while the connector is disabled', withMilan({ Enabled: false }), {}],
    ['through a Partner connector', withMilan({ ConnectorType: 'Partner' }), {}],
    ['for a sender of no accepted domain', withMilan(), { mailFrom: 'a@example.com' }],
    ['for a subdomain', withMilan(), { mailFrom: 'a@dev.contoso.com' }],
    ['for an empty sender by address', withMilan(), { mailFrom: '' }],
    [
      'for a domain that the connector is not for',
      withMilan({ AssociatedAcceptedDomains: ['fabrikam.com'] }),
      {},
    ],
  ])('is not reached %s', (_, builder, message) => {
    expect(sent(builder, message).code).toBe('550 5.7.64')
  })

  test('is reached for a subdomain with MatchSubDomains', () => {
    const builder = world().domain('contoso.com', { MatchSubDomains: true }).connector(milan)
    expect(sent(builder, { mailFrom: 'a@dev.contoso.com' }).accepted).toBe(true)
  })

  test('is reached from any address that the sender makes up, mailbox or not', () => {
    expect(sent(withMilan(), { mailFrom: 'no-such-mailbox@contoso.com' }).accepted).toBe(true)
  })

  describe('by certificate', () => {
    const certified = contoso().connector({
      Name: 'Certificate',
      TlsSenderCertificateName: '*.contoso.com',
    })
    const presented = { sourceAddress: '198.51.100.1', certificateDomains: ['mail.contoso.com'] }

    test('is reached from everywhere', () => {
      expect(sent(certified, presented)).toMatchObject({ accepted: true, via: 'Certificate' })
    })

    test('is reached with an empty sender, and with a foreign one', () => {
      const exact = contoso().connector({
        Name: 'Certificate',
        TlsSenderCertificateName: 'contoso.com',
      })
      const by = { ...presented, certificateDomains: ['contoso.com'] }
      expect(sent(exact, { ...by, mailFrom: '' }).accepted).toBe(true)
      expect(sent(exact, { ...by, mailFrom: 'a@example.com' }).accepted).toBe(true)
    })

    test('is not reached with another certificate', () => {
      const other = { ...presented, certificateDomains: ['mail.example.com'] }
      expect(sent(certified, other).code).toBe('550 5.7.64')
    })
  })
})

describe('a recipient inside', () => {
  test('is reached without any connector: direct send', () => {
    expect(sent(contoso(), { recipient: inside })).toMatchObject({ accepted: true, via: null })
  })

  test('is not reached as an own sender once direct send is rejected: 550 5.7.68', () => {
    const guarded = contoso().with({ rejectDirectSend: true })
    expect(sent(guarded, { recipient: inside }).code).toBe('550 5.7.68')
    expect(sent(guarded, { recipient: inside, mailFrom: outside }).accepted).toBe(true)
  })

  test('is reached through a connector although direct send is rejected', () => {
    const guarded = withMilan().with({ rejectDirectSend: true })
    expect(sent(guarded, { recipient: inside })).toMatchObject({ accepted: true, via: 'Milan' })
  })

  test('is reached through a Partner connector: it takes mail but never relays', () => {
    const partner = withMilan({ ConnectorType: 'Partner' }).with({ rejectDirectSend: true })
    expect(sent(partner, { recipient: inside }).accepted).toBe(true)
  })
})

test('nothing is taken from a domain whose sending is disabled', () => {
  const builder = world()
    .domain('contoso.com', { SendingFromDomainDisabled: true })
    .connector(milan)
  expect(sent(builder).code).toBe('550 5.7.1')
})

test('mail that names no domain of the tenant finds no tenant', () => {
  expect(sent(withMilan(), { mailFrom: 'a@example.com' }).accepted).toBe(false)
})
