/** Shared mailboxes of the simulated tenant: birth, change and death. */
import { describe, expect, test } from 'vitest'
import { textLike } from '../../support/text-like.js'
import { world } from '../../support/world.js'

const printer = {
  Shared: true,
  Name: 'printer.contoso.com-1a2b3c4d',
  Alias: 'printer.contoso.com-1a2b3c4d',
  PrimarySmtpAddress: 'printer@contoso.com',
}
const identity = { Identity: 'printer@contoso.com' }

const contoso = () => world().domain('contoso.com').domain('fabrikam.com')

async function withPrinter(builder = contoso()) {
  const built = builder.build()
  const exchange = built.exchange()
  const [row] = await exchange.run('New-Mailbox', printer)
  return { ...built, exchange, row }
}

describe('New-Mailbox -Shared', () => {
  test('the answer carries both ids and the sign-in name', async () => {
    const { row } = await withPrinter()
    expect(row?.Guid).toMatch(/^[0-9a-f-]{36}$/)
    expect(row?.ExternalDirectoryObjectId).not.toBe(row?.Guid)
    expect(row).toMatchObject({
      RecipientTypeDetails: 'SharedMailbox',
      PrimarySmtpAddress: 'printer@contoso.com',
      UserPrincipalName: 'printer.contoso.com-1a2b3c4d@contoso.com',
      DisplayName: printer.Name,
      AccountDisabled: true,
      EmailAddressPolicyEnabled: false,
    })
  })

  test('EmailAddresses mixes SMTP, smtp, SIP and SPO entries', async () => {
    const { row } = await withPrinter()
    const types = (row?.EmailAddresses as string[]).map(one => one.split(':')[0])
    expect(types).toEqual(['SMTP', 'smtp', 'SIP', 'SPO'])
  })

  test('the sign-in name lands in the default domain', async () => {
    const exchange = contoso().build().exchange()
    const [row] = await exchange.run('New-Mailbox', {
      Shared: true,
      Name: 'scan',
      Alias: 'scan',
      PrimarySmtpAddress: 'scan@fabrikam.com',
    })
    expect(row?.UserPrincipalName).toBe('scan@contoso.com')
  })

  test('without a primary address it gets alias@default domain', async () => {
    const exchange = contoso().build().exchange()
    const [row] = await exchange.run('New-Mailbox', { Shared: true, Name: 'Front Desk' })
    expect(row).toMatchObject({
      Alias: 'FrontDesk',
      PrimarySmtpAddress: 'FrontDesk@contoso.com',
      EmailAddressPolicyEnabled: true,
    })
  })

  test('two printer@ in two domains both work with their own Name and Alias', async () => {
    const { exchange, state } = await withPrinter()
    const name = 'printer.fabrikam.com-5e6f7a8b'
    await exchange.run('New-Mailbox', {
      Shared: true,
      Name: name,
      Alias: name,
      PrimarySmtpAddress: 'printer@fabrikam.com',
    })
    expect(state().mailboxes.map(row => row.PrimarySmtpAddress)).toEqual([
      'printer@contoso.com',
      'printer@fabrikam.com',
    ])
  })

  test('the same local part in two domains clashes through the alias', async () => {
    const { exchange } = await withPrinter()
    const refused = exchange.run('New-Mailbox', {
      Shared: true,
      Name: 'printer at fabrikam',
      Alias: 'printer',
      PrimarySmtpAddress: 'printer@fabrikam.com',
    })
    await expect(refused).rejects.toMatchObject({
      kind: 'conflict',
      text:
        'The proxy address "SMTP:printer@contoso.com" is already being used by the proxy ' +
        'addresses or LegacyExchangeDN. Please choose another proxy address.',
    })
  })

  test.each([
    ['a user', contoso().user({ name: 'Anna', address: 'printer@contoso.com' })],
    [
      "a user's alias",
      contoso().user({ name: 'A', address: 'a@contoso.com', aliases: ['Printer@contoso.com'] }),
    ],
    ['a group', contoso().group({ name: 'Printers', address: 'printer@contoso.com' })],
    ['a contact', contoso().contact({ name: 'Printers', address: 'printer@contoso.com' })],
    ['a mailbox', contoso().mailbox('printer@contoso.com')],
  ])('an address that %s holds is refused, and the text names the holder', async (_, builder) => {
    const exchange = builder.build().exchange()
    await expect(exchange.run('New-Mailbox', printer)).rejects.toMatchObject({
      kind: 'conflict',
      text: textLike(
        /^The proxy address "SMTP:printer@contoso.com" is already being used by "contoso/,
      ),
    })
  })

  test('an address that a public folder holds is refused with its id', async () => {
    const folder = { PrimarySmtpAddress: 'printer@contoso.com', Guid: 'f-1' }
    const exchange = contoso().object('PublicFolder', folder).build().exchange()
    await expect(exchange.run('New-Mailbox', printer)).rejects.toMatchObject({
      kind: 'conflict',
      text: textLike(/proxyAddresses already exists. ConflictingObject: PublicFolder_f-1$/),
    })
  })

  test('an account that is only in Entra holds its address, though Get-Recipient misses it', async () => {
    const ghost = { name: 'Ghost', address: 'printer@contoso.com', mailbox: false }
    const exchange = contoso().user(ghost).build().exchange()
    const filter = { Filter: "EmailAddresses -eq 'smtp:printer@contoso.com'" }
    expect(await exchange.run('Get-Recipient', filter)).toEqual([])
    expect(await exchange.run('Get-User', { Identity: ghost.address })).toHaveLength(1)
    await expect(exchange.run('New-Mailbox', printer)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('a sign-in name that is taken is refused', async () => {
    const user = {
      PrimarySmtpAddress: 'a@contoso.com',
      UserPrincipalName: `${printer.Alias}@contoso.com`,
      RecipientTypeDetails: 'UserMailbox',
    }
    const exchange = contoso().mailbox(user).build().exchange()
    await expect(exchange.run('New-Mailbox', printer)).rejects.toMatchObject({
      kind: 'conflict',
      text: 'Another object with the same value for property userPrincipalName already exists.',
    })
  })

  test('the domain must be an accepted one', async () => {
    const exchange = contoso().build().exchange()
    const elsewhere = { ...printer, PrimarySmtpAddress: 'printer@example.com' }
    await expect(exchange.run('New-Mailbox', elsewhere)).rejects.toMatchObject({
      kind: 'rejected',
      type: 'NotAcceptedDomainException',
    })
  })

  test('a subdomain counts only with MatchSubDomains', async () => {
    const below = { ...printer, PrimarySmtpAddress: 'printer@dev.contoso.com' }
    const closed = contoso().build().exchange()
    await expect(closed.run('New-Mailbox', below)).rejects.toMatchObject({
      type: 'NotAcceptedDomainException',
    })
    const open = world().domain('contoso.com', { MatchSubDomains: true }).build().exchange()
    expect(await open.run('New-Mailbox', below)).toHaveLength(1)
  })

  test.each([
    ['65 characters', 'x'.repeat(65)],
    ['an umlaut', 'Büro'],
    ['a blank at its end', 'printer '],
  ])('a Name with %s is refused', async (_, Name) => {
    const exchange = contoso().build().exchange()
    const refused = exchange.run('New-Mailbox', { ...printer, Name })
    await expect(refused).rejects.toMatchObject({ kind: 'rejected' })
  })

  test('a Name has 64 characters at most, and so has an Alias', async () => {
    const exchange = contoso().build().exchange()
    const longest = 'x'.repeat(64)
    const rows = await exchange.run('New-Mailbox', { ...printer, Name: longest, Alias: longest })
    expect(rows).toHaveLength(1)
  })

  test('a Name is unique', async () => {
    const { exchange } = await withPrinter()
    const twin = { ...printer, Alias: 'other', PrimarySmtpAddress: 'other@contoso.com' }
    await expect(exchange.run('New-Mailbox', twin)).rejects.toMatchObject({
      kind: 'conflict',
      text: textLike(/already being used/),
    })
  })

  test.each(['.printer', 'printer.', 'prin..ter', 'prin ter', 'prin@ter', 'x'.repeat(65)])(
    'alias %s is refused: dots only between other characters',
    async Alias => {
      const exchange = contoso().build().exchange()
      const refused = exchange.run('New-Mailbox', { ...printer, Alias })
      await expect(refused).rejects.toMatchObject({ kind: 'rejected' })
    },
  )

  test('an umlaut in an alias is spelled out in the address', async () => {
    const exchange = contoso().build().exchange()
    const [row] = await exchange.run('New-Mailbox', { Shared: true, Name: 'x', Alias: 'möbel' })
    expect(row).toMatchObject({ Alias: 'möbel', PrimarySmtpAddress: 'moebel@contoso.com' })
  })

  test('a write right after the creation may not find the mailbox', async () => {
    const delayed = contoso().with({ delays: { visibilitySeconds: 3 } })
    const { clock, exchange, row, state } = await withPrinter(delayed)
    const mark = { Identity: String(row?.Guid), CustomAttribute15: '[devicemail:contoso/x]' }
    await expect(exchange.run('Set-Mailbox', mark)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await exchange.run('Get-Mailbox')).toEqual([])
    clock.advance(3)
    await exchange.run('Set-Mailbox', mark)
    expect(state().mailbox('printer@contoso.com')?.CustomAttribute15).toBe(mark.CustomAttribute15)
  })

  test('the Name of a user is its id in Entra', () => {
    const { state } = contoso().user({ name: 'Anna', address: 'anna@contoso.com' }).build()
    const anna = state().mailbox('anna@contoso.com')
    expect(anna).toMatchObject({ DisplayName: 'Anna', Name: anna?.ExternalDirectoryObjectId })
    expect(anna?.Identity).toBe(anna?.Name)
  })

  test('a Name that was given may turn into the id too', async () => {
    const { row, state } = await withPrinter(contoso().with({ names: 'ids-for-all' }))
    expect(row?.Name).toBe(printer.Name)
    const live = state().mailbox('printer@contoso.com')
    expect(live?.Name).toBe(row?.ExternalDirectoryObjectId)
  })

  test('a custom attribute cannot be given at birth', async () => {
    const exchange = contoso().build().exchange()
    const refused = exchange.run('New-Mailbox', { ...printer, CustomAttribute15: 'x' })
    await expect(refused).rejects.toMatchObject({
      type: textLike(/AmbiguousParameterSetException$/),
    })
  })
})

describe('Set-Mailbox', () => {
  test('PrimarySmtpAddress exists on premises only', async () => {
    const { exchange } = await withPrinter()
    const change = { ...identity, PrimarySmtpAddress: 'copier@contoso.com' }
    await expect(exchange.run('Set-Mailbox', change)).rejects.toMatchObject({
      kind: 'rejected',
      type: textLike(/AmbiguousParameterSetException$/),
    })
  })

  test('WindowsEmailAddress changes the primary address, and the old one stays', async () => {
    const { exchange, state } = await withPrinter()
    await exchange.run('Set-Mailbox', { ...identity, WindowsEmailAddress: 'copier@contoso.com' })
    const row = state().mailbox('copier@contoso.com')
    expect(row?.PrimarySmtpAddress).toBe('copier@contoso.com')
    expect(row?.EmailAddresses).toContain('smtp:printer@contoso.com')
  })

  test('EmailAddresses { add, remove } edits the aliases and leaves the rest', async () => {
    const { exchange, state } = await withPrinter()
    const before = state().mailbox('printer@contoso.com')?.EmailAddresses as string[]
    await exchange.run('Set-Mailbox', {
      ...identity,
      EmailAddresses: { add: ['scan@contoso.com', 'smtp:fax@contoso.com'] },
    })
    await exchange.run('Set-Mailbox', {
      ...identity,
      EmailAddresses: { remove: ['SMTP:fax@contoso.com'] },
    })
    expect(state().mailbox('printer@contoso.com')?.EmailAddresses).toEqual([
      ...before,
      'smtp:scan@contoso.com',
    ])
  })

  test('adding SMTP: makes another address the primary one', async () => {
    const { exchange, state } = await withPrinter()
    await exchange.run('Set-Mailbox', {
      ...identity,
      EmailAddresses: { add: ['SMTP:copier@contoso.com'] },
    })
    const row = state().mailbox('copier@contoso.com')
    expect(row?.PrimarySmtpAddress).toBe('copier@contoso.com')
    expect(row?.EmailAddresses).toContain('smtp:printer@contoso.com')
  })

  test('in a plain list the first without a type becomes primary', async () => {
    const { exchange, state } = await withPrinter()
    await exchange.run('Set-Mailbox', {
      ...identity,
      EmailAddresses: ['copier@contoso.com', 'printer@contoso.com'],
    })
    expect(state().mailbox('copier@contoso.com')?.EmailAddresses).toEqual([
      'SMTP:copier@contoso.com',
      'smtp:printer@contoso.com',
    ])
  })

  test.each([
    ['two primary addresses', ['SMTP:a@contoso.com', 'SMTP:b@contoso.com']],
    ['no primary address', ['smtp:a@contoso.com']],
    ['an empty list', []],
    ['a removal of the primary one', { remove: ['printer@contoso.com'] }],
  ])('%s is refused', async (_, EmailAddresses) => {
    const { exchange } = await withPrinter()
    const refused = exchange.run('Set-Mailbox', { ...identity, EmailAddresses })
    await expect(refused).rejects.toMatchObject({ kind: 'rejected' })
  })

  test('an alias needs an accepted domain and no other holder', async () => {
    const { exchange } = await withPrinter(
      contoso().user({ name: 'Anna', address: 'anna@contoso.com' }),
    )
    const add = (address: string) =>
      exchange.run('Set-Mailbox', { ...identity, EmailAddresses: { add: [address] } })
    await expect(add('x@example.com')).rejects.toMatchObject({
      type: 'NotAcceptedDomainException',
    })
    await expect(add('anna@contoso.com')).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('an own address may be said again', async () => {
    const { exchange } = await withPrinter()
    const again = { ...identity, EmailAddresses: { add: ['printer@contoso.com'] } }
    expect(await exchange.run('Set-Mailbox', again)).toEqual([])
  })

  test('MicrosoftOnlineServicesID mends the sign-in name', async () => {
    const { exchange, state } = await withPrinter()
    const signIn = 'printer@contoso.com'
    await exchange.run('Set-Mailbox', { ...identity, MicrosoftOnlineServicesID: signIn })
    expect(state().mailbox(signIn)?.UserPrincipalName).toBe(signIn)
  })

  test('a custom attribute holds at most 1024 characters', async () => {
    const { exchange } = await withPrinter()
    const set = (text: string) =>
      exchange.run('Set-Mailbox', { ...identity, CustomAttribute15: text })
    await set('x'.repeat(1024))
    await expect(set('x'.repeat(1025))).rejects.toMatchObject({ kind: 'rejected' })
  })

  test('`$null` empties a custom attribute', async () => {
    const { exchange, state } = await withPrinter()
    await exchange.run('Set-Mailbox', { ...identity, CustomAttribute15: 'x' })
    await exchange.run('Set-Mailbox', { ...identity, CustomAttribute15: null })
    expect(state().mailbox('printer@contoso.com')?.CustomAttribute15).toBe('')
  })

  test('a later change of Alias leaves the addresses alone', async () => {
    const { exchange, state } = await withPrinter()
    const before = state().mailbox('printer@contoso.com')?.EmailAddresses
    await exchange.run('Set-Mailbox', { ...identity, Alias: 'copier' })
    expect(state().mailbox('printer@contoso.com')).toMatchObject({
      Alias: 'copier',
      EmailAddresses: before,
    })
  })

  test('hiding and naming are plain settings', async () => {
    const { exchange, state } = await withPrinter()
    await exchange.run('Set-Mailbox', {
      ...identity,
      HiddenFromAddressListsEnabled: true,
      DisplayName: 'Printers',
    })
    expect(state().mailbox('printer@contoso.com')).toMatchObject({
      HiddenFromAddressListsEnabled: true,
      DisplayName: 'Printers',
    })
  })

  test('any of its names is an Identity, and an unknown one throws', async () => {
    const { exchange, row } = await withPrinter()
    const names = [
      row?.Guid,
      row?.ExternalDirectoryObjectId,
      row?.Alias,
      row?.UserPrincipalName,
      row?.DistinguishedName,
      'PRINTER@contoso.com',
    ]
    for (const name of names) {
      const found = await exchange.run('Get-Mailbox', { Identity: String(name) })
      expect(found[0]?.Guid).toBe(row?.Guid)
    }
    await expect(exchange.run('Get-Mailbox', { Identity: 'nobody' })).rejects.toMatchObject({
      kind: 'not-found',
      type: 'Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException',
      text: textLike(
        /^The operation couldn't be performed because object 'nobody' couldn't be found on /,
      ),
    })
  })

  test('an Identity that fits two mailboxes is refused', async () => {
    const exchange = contoso()
      .mailbox({ PrimarySmtpAddress: 'a@contoso.com', DisplayName: 'Printer' })
      .mailbox({ PrimarySmtpAddress: 'b@contoso.com', DisplayName: 'Printer' })
      .build()
      .exchange()
    const change = { Identity: 'Printer', CustomAttribute1: 'x' }
    await expect(exchange.run('Set-Mailbox', change)).rejects.toMatchObject({ kind: 'rejected' })
  })
})

describe('Remove-Mailbox', () => {
  async function withRemoved(builder = contoso()) {
    const before = await withPrinter(builder)
    await before.exchange.run('Remove-Mailbox', identity)
    return before
  }
  const restore = { SoftDeletedObject: 'printer@contoso.com' }

  test('it soft-deletes: gone from the list, there among the deleted', async () => {
    const { exchange, state } = await withRemoved()
    expect(state().mailboxes).toEqual([])
    await expect(exchange.run('Get-Mailbox', identity)).rejects.toMatchObject({
      kind: 'not-found',
    })
    const rows = await exchange.run('Get-Mailbox', { SoftDeletedMailbox: true })
    expect(rows[0]).toMatchObject({ IsSoftDeletedByRemove: true, Alias: printer.Alias })
  })

  test('Get-Recipient finds it only with IncludeSoftDeletedRecipients', async () => {
    const { exchange } = await withRemoved()
    const Filter = "EmailAddresses -eq 'smtp:printer@contoso.com'"
    expect(await exchange.run('Get-Recipient', { Filter })).toEqual([])
    const rows = await exchange.run('Get-Recipient', {
      Filter,
      IncludeSoftDeletedRecipients: true,
    })
    expect(rows[0]?.WhenSoftDeleted).toBe('2026-11-24T08:00:00.0000000Z')
  })

  test('the address is free at once, and the conflict comes at the restore', async () => {
    const { exchange } = await withRemoved()
    await exchange.run('New-Mailbox', printer)
    await expect(exchange.run('Undo-SoftDeletedMailbox', restore)).rejects.toMatchObject({
      kind: 'conflict',
    })
  })

  test('where deleted ones keep their addresses, a new mailbox is refused', async () => {
    const { exchange } = await withRemoved(contoso().with({ softDeletedKeepAddresses: true }))
    await expect(exchange.run('New-Mailbox', printer)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('Undo-SoftDeletedMailbox brings it back as it was', async () => {
    const { exchange, row, state } = await withRemoved()
    await exchange.run('Undo-SoftDeletedMailbox', restore)
    expect(state().mailbox('printer@contoso.com')).toMatchObject({
      Guid: row?.Guid,
      EmailAddresses: row?.EmailAddresses,
    })
    expect(state().softDeleted).toEqual([])
  })

  test('after 30 days it is gone for ever', async () => {
    const { clock, exchange } = await withRemoved()
    clock.advance(30 * 24 * 3600)
    expect(await exchange.run('Get-Mailbox', { SoftDeletedMailbox: true })).toEqual([])
    await expect(exchange.run('Undo-SoftDeletedMailbox', restore)).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('PermanentlyDelete works only on a soft-deleted mailbox', async () => {
    const { exchange, state } = await withPrinter(contoso().with({ accountsPurged: true }))
    const purge = () => exchange.run('Remove-Mailbox', { ...identity, PermanentlyDelete: true })
    await expect(purge()).rejects.toMatchObject({ kind: 'rejected' })
    await exchange.run('Remove-Mailbox', identity)
    await purge()
    expect(state().softDeleted).toEqual([])
  })

  test('there is no purge while the account exists, nor of what is on hold', async () => {
    const purge = { ...identity, PermanentlyDelete: true }
    const kept = await withRemoved()
    await expect(kept.exchange.run('Remove-Mailbox', purge)).rejects.toMatchObject({
      text: textLike(/still has an account in Entra/),
    })
    const held = await withPrinter(contoso().with({ accountsPurged: true }))
    await held.exchange.run('Set-Mailbox', { ...identity, LitigationHoldEnabled: true })
    await held.exchange.run('Remove-Mailbox', identity)
    await expect(held.exchange.run('Remove-Mailbox', purge)).rejects.toMatchObject({
      text: textLike(/on hold/),
    })
  })
})
