/** What is particular to shared mailboxes; what every kind must do stands in contract/. */
import { describe, expect, it } from 'vitest'
import { createMark } from '../../src/resources/mark.js'
import { keyFrom } from '../../src/resources/resource.js'
import { SharedMailbox } from '../../src/resources/shared-mailbox.js'
import { byHand } from '../support/by-hand.js'
import { outcomesOf } from '../support/run.js'
import { setting } from '../support/setting.js'
import { mailbox } from '../support/wanted.js'
import { world } from '../support/world.js'

const printer = 'printer@contoso.com'
const mark = `[devicemail:contoso/${printer}]`
const tenant = () =>
  world()
    .domain('contoso.com')
    .domain('fabrikam.com')
    .user({ name: 'Anna', address: 'anna@contoso.com' })

/** What a look at the mailbox gives. */
async function readingOf({ run }: ReturnType<typeof setting>, wanted = mailbox(printer)) {
  const readings = await SharedMailbox.read(
    run().drivers,
    [wanted.key],
    new Map([[wanted.key, wanted.desired]]),
  )
  return readings.get(wanted.key)
}

describe('a shared mailbox leans on these facts:', () => {
  it('the same local part in two domains clashes unless Name and Alias are unique', async () => {
    const both = [mailbox(printer), mailbox('printer@fabrikam.com')]
    const { run, world } = setting({ tenant: tenant() })

    const receipts = await run().settle(both)
    const clash = await world.port.run(
      ['contoso.com', 'fabrikam.com'].map(domain => ({
        cmdlet: 'New-Mailbox',
        parameters: {
          Shared: true,
          Name: `Scanner of ${domain}`,
          Alias: 'scanner',
          PrimarySmtpAddress: `scanner@${domain}`,
        },
      })),
    )

    expect(outcomesOf(receipts)).toEqual([
      'shared-mailbox:printer@contoso.com written',
      'shared-mailbox:printer@fabrikam.com written',
    ])
    expect(clash.map(one => one.status)).toEqual(['done', 'failed'])
  })

  it('a new mailbox may not be visible at once, so New-Mailbox only creates and the next look mends', async () => {
    const delayed = tenant().with({ delays: { visibilitySeconds: 25 } })
    const { run, world } = setting({ tenant: delayed })

    const run1 = run()
    const receipts = await run1.settle([mailbox(printer)])

    expect(outcomesOf(receipts)).toEqual([`shared-mailbox:${printer} written`])
    expect(run1.writes()).toEqual(['New-Mailbox', 'Set-Mailbox', 'Set-CASMailbox'])
    expect(world.state().mailbox(printer)).toMatchObject({ CustomAttribute15: mark })
  })

  it('New-Mailbox cannot set the mark, so the Alias is a birth sign', async () => {
    const { run, world } = setting({ tenant: tenant() })
    const killed = run({
      disturb: { fault: ({ operation }) => (operation === 'Set-Mailbox' ? 'killed' : undefined) },
    })
    await expect(killed.settle([mailbox(printer)])).rejects.toThrow('Killed')

    expect(world.state().mailbox(printer)).toMatchObject({ CustomAttribute15: '' })
    expect(await readingOf({ run } as ReturnType<typeof setting>)).toMatchObject({
      state: 'present',
      owner: 'us',
      markMissing: true,
    })
    const second = run()
    expect(outcomesOf(await second.settle([mailbox(printer)]))).toEqual([
      `shared-mailbox:${printer} written`,
    ])
    expect(second.writes()).not.toContain('New-Mailbox')
    expect(world.state().mailbox(printer)).toMatchObject({ CustomAttribute15: mark })
  })

  it('the primary address is changed by WindowsEmailAddress; PrimarySmtpAddress is on-premises only', async () => {
    const { run, world } = setting({ tenant: tenant() })
    await run().settle([mailbox(printer)])
    const away = { Identity: printer, WindowsEmailAddress: 'away@contoso.com' }
    await world.port.run([{ cmdlet: 'Set-Mailbox', parameters: away }])

    const mending = run()
    await mending.settle([mailbox(printer)])

    expect(mending.calls().find(one => one.writes)?.call?.parameters).toMatchObject({
      WindowsEmailAddress: printer,
    })
    expect(world.state().mailbox(printer)?.PrimarySmtpAddress).toBe(printer)
  })

  it('Name is not stable, so it is never compared', async () => {
    const { run } = setting({ tenant: tenant().with({ names: 'ids-for-all' }) })
    await run().settle([mailbox(printer)])

    expect(await run().plan([mailbox(printer)])).toMatchObject({ changes: [] })
  })

  it('automatic mapping cannot be read, so members are granted without it', async () => {
    const { run, world } = setting({ tenant: tenant() })
    await run().settle([mailbox(printer, { members: ['anna@contoso.com'] })])

    const [own] = world.tenant().recipients.filter(one => one.mayOpen !== undefined)
    expect(own?.mayOpen).toMatchObject([{ rights: ['FullAccess'], autoMapping: false }])
  })
})

it('is read as it is now, also where it was made anew since it was last seen', async () => {
  const given = setting({ tenant: tenant() })
  const wanted = [mailbox(printer, { members: ['anna@contoso.com'] })]
  const run = given.run()
  await run.settle(wanted)
  const look = async () => {
    run.drivers.forget()
    const all = new Map(wanted.map(one => [one.key, one.desired]))
    return (await SharedMailbox.read(run.drivers, [keyFrom(printer)], all)).get(keyFrom(printer))
  }
  await byHand(given, 'Set-Mailbox', {
    Identity: printer,
    CustomAttribute15: '',
    EmailAddresses: ['SMTP:old@contoso.com'],
  })
  expect(await look()).toEqual({ state: 'absent' })

  await byHand(given, 'New-Mailbox', { Shared: true, Name: 'P', PrimarySmtpAddress: printer })
  const live = { guid: given.world.state().mailbox(printer)?.Guid, fullAccess: [] }
  expect(await look()).toMatchObject({ state: 'present', owner: 'nobody', live })
})

describe('members', () => {
  it('of many persons: SendAs is listed once, and who lost it is told apart from who has it', async () => {
    const names = ['anna', 'bo', 'cem']
    const members = [...names, 'sales'].map(name => `${name}@contoso.com`)
    const people = names.reduce(
      (all, name) => all.user({ name, address: `${name}@contoso.com` }),
      world().domain('contoso.com'),
    )
    const given = setting({ tenant: people.group({ name: 'Sales', address: 'sales@contoso.com' }) })
    const wanted = [mailbox(printer, { members }), mailbox('fax@contoso.com', { members })]
    await given.run().settle(wanted)
    const lost = { Identity: printer, Trustee: 'cem@contoso.com', AccessRights: ['SendAs'] }
    await byHand(given, 'Remove-RecipientPermission', lost)

    const run = given.run()
    const plan = await run.plan(wanted)
    const asked = run.calls().filter(one => one.operation === 'Get-RecipientPermission')
    expect(asked).toHaveLength(1)
    expect(plan.changes.map(one => [one.key, one.fields])).toEqual([
      [
        printer,
        [
          {
            path: 'members',
            before: members.filter(one => !one.startsWith('cem')),
            after: members,
          },
        ],
      ],
    ])
    await run.apply(plan, wanted)
    expect(run.writes()).toEqual(['Add-RecipientPermission'])
  })

  it('may sign in by another name than the address in the spec', async () => {
    const { run, world } = setting({
      tenant: tenant().object('Mailbox', {
        PrimarySmtpAddress: 'it@contoso.com',
        UserPrincipalName: 'it.team@fabrikam.com',
      }),
    })
    const wanted = [mailbox(printer, { members: ['it@contoso.com'] })]

    expect(outcomesOf(await run().settle(wanted))).toEqual([`shared-mailbox:${printer} written`])
    expect(await run().plan(wanted)).toMatchObject({ changes: [] })
    expect(world.state().sendersAs(printer)).toEqual(['it@contoso.com'])
  })

  it('may be named by an address that is not their first', async () => {
    const { run } = setting({
      tenant: tenant().user({ name: 'Bo', address: 'bo@contoso.com', aliases: ['b@contoso.com'] }),
    })
    const wanted = [mailbox(printer, { members: ['b@contoso.com'] })]

    expect(outcomesOf(await run().settle(wanted))).toEqual([`shared-mailbox:${printer} written`])
  })

  it('may be groups, which have no sign-in name', async () => {
    const { run, world } = setting({
      tenant: tenant().group({ name: 'Helpdesk', address: 'help@contoso.com' }),
    })
    const wanted = [mailbox(printer, { members: ['help@contoso.com'] })]

    expect(outcomesOf(await run().settle(wanted))).toEqual([`shared-mailbox:${printer} written`])
    expect(world.state().openers(printer)).toEqual(['help@contoso.com'])
  })

  it('whom nobody knows do not keep the other mailboxes from being read', async () => {
    const { run } = setting({ tenant: tenant() })
    await run().settle([mailbox(printer), mailbox('fax@contoso.com')])
    const members = ['nobody@contoso.com']

    const plan = await run().plan([mailbox(printer, { members }), mailbox('fax@contoso.com')])

    expect(plan.held).toEqual([])
    expect(plan.changes[0]?.fields).toEqual([{ path: 'members', before: [], after: members }])
  })

  it('may be a mailbox that is made in the same run', async () => {
    const { run } = setting({ tenant: tenant() })
    const wanted = [
      mailbox(printer, { members: ['team@contoso.com'] }),
      mailbox('team@contoso.com'),
    ]

    const receipts = await run().settle(wanted)

    expect(receipts.map(one => one.outcome)).toEqual(['written', 'written'])
    expect(await run().plan(wanted)).toMatchObject({ changes: [] })
  })

  it('that others added stay, as do further addresses', async () => {
    const { run, world } = setting({ tenant: tenant() })
    const wanted = [
      mailbox(printer, { members: ['anna@contoso.com'], aliases: ['mfp@contoso.com'] }),
    ]
    await run().settle(wanted)
    await world.port.run([
      {
        cmdlet: 'Set-Mailbox',
        parameters: { Identity: printer, EmailAddresses: { add: ['smtp:copier@contoso.com'] } },
      },
    ])

    expect(await run().plan(wanted)).toMatchObject({ changes: [] })
    expect(world.state().mailbox('copier@contoso.com')?.PrimarySmtpAddress).toBe(printer)
  })
})

describe('a new mailbox', () => {
  it('has its further addresses after the first run, although its Alias implies one more', async () => {
    const { run, world } = setting({ tenant: tenant() })
    const wanted = [mailbox(printer, { aliases: ['copier@contoso.com'] })]

    expect(outcomesOf(await run().settle(wanted))).toEqual([`shared-mailbox:${printer} written`])
    expect(world.state().mailbox('copier@contoso.com')?.PrimarySmtpAddress).toBe(printer)
    expect(await run().plan(wanted)).toMatchObject({ changes: [] })
  })

  it('gets the sign-in name that a device will type, wherever it was born', async () => {
    const { run, world } = setting({ tenant: tenant() })
    const signIn = 'printer@fabrikam.com'

    await run().settle([mailbox(signIn, { smtpAuth: true, signInName: signIn })])

    expect(world.state().mailbox(signIn)).toMatchObject({
      UserPrincipalName: signIn,
      SmtpClientAuthenticationDisabled: false,
    })
  })
})

describe('an address that is not free is held back, with who holds it:', () => {
  it.each([
    ['a person', tenant().user({ name: 'P', address: printer }), 'mailbox-address-held'],
    ['a group', tenant().group({ name: 'P', address: printer }), 'mailbox-address-held'],
    ['a contact', tenant().contact({ name: 'P', address: printer }), 'mailbox-address-held'],
    [
      'another shared mailbox, as one of its further addresses',
      tenant().mailbox({
        PrimarySmtpAddress: 'mfp@contoso.com',
        EmailAddresses: ['SMTP:mfp@contoso.com', `smtp:${printer}`],
      }),
      'mailbox-address-held',
    ],
    [
      'a deleted mailbox, which can be restored',
      tenant().mailbox({
        PrimarySmtpAddress: printer,
        WhenSoftDeleted: '2026-11-20T08:00:00.000Z',
      }),
      'mailbox-soft-deleted',
    ],
  ])('%s', async (_, builder, code) => {
    const world = setting({ tenant: builder })
    const plan = await world.run().plan([mailbox(printer)])

    expect(plan.changes).toEqual([])
    expect(plan.held.map(one => one.why[0]?.code)).toEqual([code])
    expect(plan.held[0]?.why[0]?.message).toContain(printer)
  })
})

it('of a deleted mailbox the last day of its way back is told', async () => {
  const deleted = { PrimarySmtpAddress: printer, WhenSoftDeleted: '2026-11-20T08:00:00.000Z' }
  const reading = await readingOf(setting({ tenant: tenant().mailbox(deleted) }))

  expect(reading).toMatchObject({ state: 'blocked' })
  expect(JSON.stringify(reading)).toContain('until 2026-12-20')
})

it('a mailbox of somebody else is taken over only with consent', async () => {
  const { run, world } = setting({ tenant: tenant().mailbox(printer) })
  const adopting = [mailbox(printer, {}, { adopt: true })]

  expect((await run().plan([mailbox(printer)])).held[0]?.why[0]?.code).toBe('not-ours')
  expect(outcomesOf(await run().settle(adopting))).toEqual([`shared-mailbox:${printer} written`])
  expect(world.state().mailbox(printer)).toMatchObject({ CustomAttribute15: mark })
})

it('text of somebody else in the attribute for the mark is not overwritten', async () => {
  const taken = { PrimarySmtpAddress: printer, CustomAttribute15: 'cost centre 4711' }
  const { run } = setting({ tenant: tenant().mailbox(taken) })
  const adopting = [mailbox(printer, {}, { adopt: true })]

  const plan = await run().plan(adopting)
  expect(plan.held[0]?.why[0]).toMatchObject({ code: 'mark-attribute-taken' })
  expect(plan.held[0]?.why[0]?.message).toContain('cost centre 4711')
  expect((await run({ markAttribute: 14 }).plan(adopting)).changes).toHaveLength(1)
})

it('two mailboxes with one mark are unknown, not one of them', async () => {
  const twin = (address: string) => ({ PrimarySmtpAddress: address, CustomAttribute15: mark })
  const builder = tenant().mailbox(twin(printer)).mailbox(twin('copy@contoso.com'))

  expect(await readingOf(setting({ tenant: builder }))).toMatchObject({
    state: 'unknown',
    why: { code: 'two-mailboxes-bear-one-mark' },
  })
})

it('is found by its mark when its primary address was changed', async () => {
  const moved = { PrimarySmtpAddress: 'moved@contoso.com', CustomAttribute15: mark }

  expect(await readingOf(setting({ tenant: tenant().mailbox(moved) }))).toMatchObject({
    state: 'present',
    owner: 'us',
    live: { address: 'moved@contoso.com' },
  })
})

it('another spec never takes the birth sign of this one for its own', () => {
  const signs = ['contoso', 'fabrikam'].map(spec => createMark(spec).birthSign(keyFrom(printer)))
  expect(new Set(signs).size).toBe(2)
})
