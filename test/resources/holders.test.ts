/** Who holds addresses: any recipient, in few calls, asked once. */
import { expect, it } from 'vitest'
import { smtpAddressesOf } from '../../src/resources/holders.js'
import { setting } from '../support/setting.js'
import { world } from '../support/world.js'

const many = Array.from({ length: 360 }, (_, index) => `device-${String(index)}@contoso.com`)
const tenant = () =>
  world()
    .domain('contoso.com')
    .user({ name: 'Anna', address: 'anna@contoso.com', aliases: ['a@contoso.com'] })
    .group({ name: 'Sales', address: 'sales@contoso.com' })
    .contact({ name: 'Bo', address: 'bo@contoso.com' })

it('finds whoever holds an address: a person, a group, a contact, by any of their addresses', async () => {
  const { holders } = setting({ tenant: tenant() }).run().drivers
  const found = await holders.of(['A@contoso.com', 'sales@contoso.com', 'bo@contoso.com'])

  expect([...found].map(([address, row]) => [address, row.RecipientTypeDetails])).toEqual([
    ['a@contoso.com', 'UserMailbox'],
    ['bo@contoso.com', 'MailContact'],
    ['sales@contoso.com', 'MailUniversalDistributionGroup'],
  ])
})

it('leaves out an address that nobody holds', async () => {
  const { holders } = setting({ tenant: tenant() }).run().drivers
  expect((await holders.of(['free@contoso.com'])).size).toBe(0)
})

it('asks for many addresses in a few calls, each short enough for the service', async () => {
  const run = setting({ tenant: tenant() }).run()
  await run.drivers.holders.of(many)

  const filters = run.calls().map(one => JSON.stringify(one.call?.parameters.Filter))
  expect(filters).toHaveLength(3)
  expect(Math.max(...filters.map(one => one.length))).toBeLessThan(8000)
})

it('lists all recipients at once where the addresses are very many', async () => {
  const run = setting({ tenant: tenant() }).run()
  const thousands = Array.from({ length: 3000 }, (_, index) => `d${String(index)}@contoso.com`)
  const found = await run.drivers.holders.of([...thousands, 'anna@contoso.com'])

  expect(run.calls()).toHaveLength(1)
  expect([...found.keys()]).toEqual(['anna@contoso.com'])
})

it('asks once for what was asked before, until it is told to forget', async () => {
  const run = setting({ tenant: tenant() }).run()
  await run.drivers.holders.of(['anna@contoso.com', 'free@contoso.com'])
  await run.drivers.holders.of(['free@contoso.com'])
  expect(run.calls()).toHaveLength(1)

  run.drivers.forget()
  await run.drivers.holders.of(['free@contoso.com'])
  expect(run.calls()).toHaveLength(2)
})

it('throws when the tenant did not answer, since silence is no free address', async () => {
  const { holders } = setting({ tenant: tenant() }).run({
    disturb: { fault: () => 'denied' },
  }).drivers
  await expect(holders.of(['free@contoso.com'])).rejects.toMatchObject({ kind: 'denied' })
})

it('takes only entries of type smtp for mail addresses', () => {
  const EmailAddresses = ['SMTP:Anna@contoso.com', 'smtp:a@contoso.com', 'SIP:x@y', 'SPO:1']
  expect(smtpAddressesOf({ EmailAddresses })).toEqual(['anna@contoso.com', 'a@contoso.com'])
})

it('lets an apostrophe in an address be one', async () => {
  const irish = tenant().user({ name: 'O', address: "o'brien@contoso.com" })
  const { holders } = setting({ tenant: irish }).run().drivers
  expect([...(await holders.of(["o'brien@contoso.com"])).keys()]).toEqual(["o'brien@contoso.com"])
})
