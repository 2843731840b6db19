/** What stands around an application of Entra, as the engine asks the provider for it. */
import { describe, expect, test } from 'vitest'
import type { Values } from '../support/provider-client.js'
import { provider } from '../support/provider.js'
import { texts } from '../support/provider-inputs.js'
import { stack, type TestStack } from '../support/stack.js'
import { appIds } from '../support/wanted.js'

const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'
const payroll = { application: 'payroll', name: 'payroll' }
const [first, second] = [appIds(1), appIds(2)]
const principal = (more: Values = {}): Values => ({ ...payroll, ...first, ...more })
const scope = (...mailboxes: string[]): Values => ({ ...payroll, mailboxes })
const right = (more: Values = {}): Values => ({
  ...payroll,
  objectId: first.objectId,
  scope: 'payroll',
  ...more,
})
const mark = '[devicemail:contoso/payroll]'
const pay = 'payroll@contoso.com'

function there(simulator = ''): TestStack {
  return stack({ ...texts, 'simulator.yaml': simulator || 'acceptedDomains: [contoso.com]' })
}

function matching(text: string): string {
  return expect.stringContaining(text) as string
}

describe('an application', () => {
  test('is told to Exchange, with its mailboxes and its right, each with our mark behind its name', async () => {
    const place = there()
    const { client } = await provider(place)
    const known = await client.create('ExchangeServicePrincipal', principal())
    const limited = await client.create('ManagementScope', scope(pay))
    const allowed = await client.create('SmtpSendAsApp', right())

    expect([known.id, limited.id, allowed.id]).toEqual(['payroll', 'payroll', 'payroll'])
    expect(known.properties).toEqual({ ...principal(), mark })
    expect(limited.properties).toEqual({ ...scope(pay), mark })
    expect(allowed.properties).toEqual({ ...right(), role: 'Application SMTP.SendAsApp', mark })
    expect(place.tenant().objects.ManagementRoleAssignment).toMatchObject([
      { Name: `payroll ${mark}`, CustomResourceScope: `payroll ${mark}` },
    ])
    for (const [type, thing] of [
      ['ExchangeServicePrincipal', known],
      ['ManagementScope', limited],
      ['SmtpSendAsApp', allowed],
    ] as const) {
      const seen = await client.read(type, 'payroll', thing)
      expect(seen.properties).toEqual(thing.properties)
      expect(seen.inputs).toMatchObject(thing.inputs)
    }
    expect(await client.list('ManagementScope')).toEqual(['payroll'])
  })

  test('whose ids Entra has still to give is previewed without them', async () => {
    const { client } = await provider(there())
    const inputs = principal({ appId: unknown, objectId: unknown })
    const { properties } = await client.create('ExchangeServicePrincipal', inputs, true)
    expect(properties).toMatchObject({ ...payroll, appId: unknown, objectId: unknown })
  })

  test('that sends as one mailbox more changes that, and the right stays as it is', async () => {
    const place = there()
    const { client } = await provider(place)
    const made = await client.create('ManagementScope', scope(pay))
    const news = scope(pay, 'wages@contoso.com')
    const states = { olds: made.properties, oldInputs: made.inputs, news }

    expect((await client.diff('ManagementScope', states)).detailed).toEqual([
      'mailboxes[1]: add (inputs)',
    ])
    expect(await client.update('ManagementScope', states)).toEqual({ ...news, mark })
    expect(place.tenant().objects.ManagementScope).toHaveLength(1)
  })

  test('that was made anew in Entra is made anew in Exchange, and never twice', async () => {
    const place = there()
    const { client } = await provider(place)
    const made = await client.create('ExchangeServicePrincipal', principal())
    const states = { olds: made.properties, oldInputs: made.inputs, news: principal(second) }

    expect((await client.diff('ExchangeServicePrincipal', states)).replaces).toEqual([])
    await client.update('ExchangeServicePrincipal', states)
    expect(place.tenant().objects.ServicePrincipal).toMatchObject([{ AppId: second.appId }])
  })

  test('leaves: the right goes first, and what is gone already is no fault', async () => {
    const place = there()
    const { client } = await provider(place)
    const limited = await client.create('ManagementScope', scope(pay))
    const known = await client.create('ExchangeServicePrincipal', principal())
    const allowed = await client.create('SmtpSendAsApp', right())
    for (const [type, thing] of [
      ['SmtpSendAsApp', allowed],
      ['ManagementScope', limited],
      ['ExchangeServicePrincipal', known],
      ['SmtpSendAsApp', allowed],
    ] as const)
      await client.remove(type, thing)

    expect(place.tenant().objects.ManagementRoleAssignment).toEqual([])
    expect(place.tenant().objects.ManagementScope).toEqual([])
    expect(place.tenant().objects.ServicePrincipal).toEqual([])
  })
})

describe('what somebody made by hand', () => {
  const byHand = () =>
    there(
      `objects: { ServicePrincipal: [{ DisplayName: Wages, AppId: ${first.appId}, ObjectId: ${first.objectId} }] }`,
    )

  test('is refused under the same ids, whatever it is called', async () => {
    const place = byHand()
    const { client } = await provider(place)
    for (const preview of [true, false])
      await expect(
        client.create('ExchangeServicePrincipal', principal(), preview),
      ).rejects.toMatchObject({ code: 6, message: matching('adopt: true') })
    expect(place.tenant().objects.ServicePrincipal).toMatchObject([{ DisplayName: 'Wages' }])
  })

  test('is imported under its name, and marked by the first update', async () => {
    const place = byHand()
    const { client } = await provider(place)
    const seen = await client.read('ExchangeServicePrincipal', 'Wages')
    expect(seen.id).toBe('wages')
    expect(seen.inputs).toEqual({ application: 'wages', name: 'Wages', ...first })

    const news = { ...seen.inputs, name: 'Payroll' }
    const states = { olds: seen.properties, oldInputs: seen.inputs, news }
    await client.update('ExchangeServicePrincipal', states)
    expect(place.tenant().objects.ServicePrincipal).toMatchObject([
      { DisplayName: 'Payroll [devicemail:contoso/wages]' },
    ])
  })

  test('of another spec is refused', async () => {
    const name = 'payroll [devicemail:fabrikam/payroll]'
    const place = there(`objects: { ManagementScope: [{ Name: "${name}" }] }`)
    const { client } = await provider(place)
    await expect(client.create('ManagementScope', scope(pay))).rejects.toMatchObject({
      message: matching('fabrikam'),
    })
    const taken = await client.create('ManagementScope', { ...scope(pay), takeFrom: 'fabrikam' })
    expect(taken.properties).toMatchObject({ mark })
    expect(place.tenant().objects.ManagementScope).toHaveLength(1)
  })
})

describe('an application that Exchange does not know yet', () => {
  const slow = (seconds: number) =>
    there(`acceptedDomains: [contoso.com]\ndelays: { replicationSeconds: ${String(seconds)} }`)

  test('is tried again for a while', async () => {
    const place = slow(20)
    const { client } = await provider(place)
    expect((await client.create('ExchangeServicePrincipal', principal())).id).toBe('payroll')
    expect(place.tenant().objects.ServicePrincipal).toHaveLength(1)
  })

  test('is then left for the next update: nothing was made, so nothing stands in the state', async () => {
    const place = slow(24 * 3600)
    const { client } = await provider(place)
    await expect(client.create('ExchangeServicePrincipal', principal())).rejects.toMatchObject({
      code: 14,
      thing: undefined,
      message: matching('Run `pulumi up` again in a few minutes'),
    })
    expect(place.tenant().objects.ServicePrincipal).toEqual([])
  })
})

test('what cannot be marked is told at the check, before anything is asked', async () => {
  const { client } = await provider(there())
  const { failures } = await client.check('ManagementScope', {
    ...scope(),
    application: 'two words',
  })
  expect(failures).toEqual([matching('two words'), matching('names no mailbox')])
})
