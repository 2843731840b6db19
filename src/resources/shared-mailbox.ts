/**
 * Shared mailbox: the address that devices send as, with a place for replies.
 * It needs no licence, has no sign-in of its own, and stands as one thing with
 * its addresses, members and switches, although several cmdlets serve them.
 *
 * We lean on these facts; each has a test with the same words:
 * - the same local part in two domains clashes unless Name and Alias are unique
 * - a new mailbox may not be visible at once, so New-Mailbox only creates and the next look mends
 * - New-Mailbox cannot set the mark, so the Alias is a birth sign
 * - the primary address is changed by WindowsEmailAddress; PrimarySmtpAddress is on-premises only
 * - Name is not stable, so it is never compared
 * - automatic mapping cannot be read, so members are granted without it
 *
 * Aliases and members are additive: what others added stays (`fold`). A mailbox
 * that the spec no longer asks for is kept, since it may hold mail.
 */
import { finding, type Finding } from '../findings.js'
import { toParameters } from './field-table.js'
import type { Call } from '../drivers/drivers.js'
import { holderProperties } from './holders.js'
import { defineKind, keyFrom, type Drivers } from './resource.js'
import {
  fields,
  mailboxProperties,
  switchProperties,
  type DesiredMailbox,
  type LiveMailbox,
} from './shared-mailbox/fields.js'
import { findMailboxes, readMailboxes } from './shared-mailbox/reading.js'
import { noRights, rightProperties } from './shared-mailbox/rights.js'
import { tellMailbox } from './shared-mailbox/telling.js'

export type { DesiredMailbox, LiveMailbox }

export const SharedMailbox = defineKind<DesiredMailbox, LiveMailbox>({
  name: 'shared-mailbox',
  summary: 'An address that devices send as, whose replies people can read; no licence is needed.',
  cmdlets: {
    read: {
      'Get-EXOMailbox': mailboxProperties,
      'Get-CASMailbox': switchProperties,
      'Get-Recipient': holderProperties,
      ...rightProperties,
    },
    write: [
      'New-Mailbox',
      'Set-Mailbox',
      'Set-CASMailbox',
      'Add-MailboxPermission',
      'Add-RecipientPermission',
      'Remove-Mailbox',
    ],
  },
  owns: 'object',
  whenUnwanted: 'keep',
  fields,
  keyOf: desired => keyFrom(desired.address),
  check: () => [],

  judge(_desired, live) {
    const found: Finding[] = []
    const attribute = live?.markText ?? ''
    if (live && attribute !== '' && !attribute.startsWith('[devicemail:'))
      found.push(
        finding('mark-attribute-taken', {
          attribute: 'The attribute for our mark',
          address: live.address,
          text: attribute,
        }),
      )
    return found
  },

  fold: (desired, live) => ({
    ...desired,
    aliases: union(desired.aliases, live.aliases),
    members: union(desired.members, live.members),
    signInName: desired.signInName ?? live.signInName,
  }),

  newborn: ({ address, displayName }) => ({
    address,
    displayName,
    aliases: [],
    members: [],
    hidden: false,
    smtpAuth: null,
    signInName: null,
    // Its GUID is not known before, and it goes by its address as well.
    guid: address,
    markText: '',
    ...noRights,
  }),

  tell: tellMailbox,
  find: findMailboxes,
  read: readMailboxes,

  async write(drivers, desired, live) {
    if (!live) await create(drivers, desired)
    else for (const call of mending(drivers, desired, live)) await run(drivers, call)
  },

  async remove({ exchange }, live) {
    await exchange.run('Remove-Mailbox', { Identity: live.guid })
  },

  async setMark({ exchange, mark }, live, key) {
    const text = key === null ? mark.without(live.markText) : mark.text(key)
    await exchange.run('Set-Mailbox', { Identity: live.guid, [mark.attribute]: text })
  },
})

/** Only creates: the mailbox may not be visible yet to any other cmdlet. */
async function create(
  { exchange, holders, mark }: Drivers,
  desired: DesiredMailbox,
): Promise<void> {
  const sign = mark.birthSign(desired.address)
  const parameters = toParameters(fields, 'New-Mailbox', desired)
  const named = { Shared: true, Name: sign, Alias: sign, ...parameters }
  // The next look finds it sooner by its GUID.
  holders.learn(await exchange.run('New-Mailbox', named))
}

/** The mark first: from then on the mailbox is known as ours whatever happens next. */
function mending({ mark }: Drivers, desired: DesiredMailbox, live: LiveMailbox): readonly Call[] {
  const Identity = live.guid
  const calls: Call[] = []
  const add = (cmdlet: string, parameters: Call['parameters']) => {
    if (Object.keys(parameters).length > 0)
      calls.push({ cmdlet, parameters: { Identity, ...parameters } })
  }
  const { MicrosoftOnlineServicesID: signInName, ...rest } = toParameters(
    fields,
    'Set-Mailbox',
    desired,
    live,
  )
  const key = keyFrom(desired.address)
  const aliases = missing(desired.aliases, live.aliases)
  add('Set-Mailbox', {
    ...(mark.keyIn(live.markText) === key ? {} : { [mark.attribute]: mark.text(key) }),
    ...rest,
    ...(aliases.length > 0 ? { EmailAddresses: { add: aliases.map(one => `smtp:${one}`) } } : {}),
  })
  // On its own: another account may hold the name, and then only this step fails.
  if (signInName !== undefined) add('Set-Mailbox', { MicrosoftOnlineServicesID: signInName })
  add('Set-CASMailbox', toParameters(fields, 'Set-CASMailbox', desired, live))
  for (const member of missing(desired.members, live.fullAccess))
    add('Add-MailboxPermission', { User: member, AccessRights: ['FullAccess'], AutoMapping: false })
  for (const member of missing(desired.members, live.sendAs))
    add('Add-RecipientPermission', { Trustee: member, AccessRights: ['SendAs'] })
  return calls
}

async function run({ exchange }: Drivers, call: Call): Promise<void> {
  await exchange.run(call.cmdlet, call.parameters)
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other].map(text => text.toLowerCase()))].sort()
}

function missing(wanted: readonly string[], there: readonly string[]): readonly string[] {
  const known = new Set(there.map(text => text.toLowerCase()))
  return wanted.filter(text => !known.has(text.toLowerCase()))
}
