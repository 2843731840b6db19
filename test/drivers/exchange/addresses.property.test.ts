/** The law of a directory: no two live recipients hold one address, whatever is done to them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Call } from '../../../src/drivers/drivers.js'
import { addressKey, mailAddressOf } from '../../../src/drivers/exchange/simulator/proxy-address.js'
import { world } from '../../support/world.js'

const locals = ['printer', 'copier', 'scan', 'anna']
const domains = ['contoso.com', 'fabrikam.com']
const local = fc.constantFrom(...locals)
const address = fc.tuple(local, fc.constantFrom(...domains)).map(parts => parts.join('@'))

const create = fc
  .record({ Name: fc.constantFrom('A', 'B', 'C', 'D'), Alias: local, PrimarySmtpAddress: address })
  .map((given): Call => ({ cmdlet: 'New-Mailbox', parameters: { Shared: true, ...given } }))
const addAlias = fc.tuple(address, address).map(([Identity, alias]): Call => ({
  cmdlet: 'Set-Mailbox',
  parameters: { Identity, EmailAddresses: { add: [alias] } },
}))
const overwrite = fc
  .tuple(address, fc.uniqueArray(address, { minLength: 1 }))
  .map(([Identity, EmailAddresses]): Call => ({
    cmdlet: 'Set-Mailbox',
    parameters: { Identity, EmailAddresses },
  }))
const primary = fc.tuple(address, address).map(([Identity, WindowsEmailAddress]): Call => ({
  cmdlet: 'Set-Mailbox',
  parameters: { Identity, WindowsEmailAddress },
}))
const remove = address.map((Identity): Call => ({
  cmdlet: 'Remove-Mailbox',
  parameters: { Identity },
}))
const restore = address.map((SoftDeletedObject): Call => ({
  cmdlet: 'Undo-SoftDeletedMailbox',
  parameters: { SoftDeletedObject },
}))

test('no sequence of calls gives two recipients the same address', async () => {
  const calls = fc.array(fc.oneof(create, addAlias, overwrite, primary, remove, restore), {
    maxLength: 30,
  })
  await fc.assert(
    fc.asyncProperty(calls, async sequence => {
      const { port, tenant } = world({ acceptedDomains: domains })
        .user({ name: 'Anna', address: 'anna@contoso.com' })
        .build()
      await port.run(sequence)
      const held = tenant()
        .recipients.filter(one => typeof one.WhenSoftDeleted !== 'string')
        .flatMap(one => one.EmailAddresses.filter(mailAddressOf).map(addressKey))
      expect(new Set(held).size).toBe(held.length)
    }),
    { numRuns: 200 },
  )
})

test('every live mailbox keeps exactly one primary address', async () => {
  const calls = fc.array(fc.oneof(create, addAlias, overwrite, primary), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(calls, async sequence => {
      const { port, tenant } = world({ acceptedDomains: domains }).build()
      await port.run(sequence)
      for (const one of tenant().recipients)
        expect(one.EmailAddresses.filter(proxy => proxy.startsWith('SMTP:'))).toHaveLength(1)
    }),
    { numRuns: 100 },
  )
})
