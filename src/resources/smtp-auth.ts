/**
 * The SMTP AUTH switch of a mailbox that is not ours: a device signs in as a
 * person's or a service's mailbox (method "client-submission").
 *
 * We lean on these facts; each has a test with the same words:
 * - the switch of a mailbox wins over the tenant's; null follows the tenant
 * - only Get-CASMailbox tells the switch
 *
 * The mailbox itself, its licence and its password belong to others. The line
 * in the spec is the consent for this one switch; it is never undone by absence,
 * since somebody else may rely on it by then.
 */
import type { Call, Row } from '../drivers/drivers.js'
import { finding } from '../findings.js'
import { invertedSwitch, lowerCase, type Fields } from './field.js'
import { fromRow, propertiesOf, toParameters } from './field-table.js'
import { mailboxFilters } from './guid-filters.js'
import { holderProperties } from './holders.js'
import { rowsOf } from './outcome.js'
import { defineKind, keyFrom, type Key, type Reading } from './resource.js'
import { textOf } from './row-text.js'

export interface DesiredSmtpAuth {
  /** The key: an address of a mailbox that is not ours. */
  readonly address: string
  /** Whether SMTP AUTH may be used on it; null follows the tenant. */
  readonly enabled: boolean | null
}

export interface LiveSmtpAuth extends DesiredSmtpAuth {
  readonly guid: string
}

const fields: Fields<DesiredSmtpAuth> = {
  address: lowerCase({ role: 'key', about: 'An address of the mailbox that signs in.' }),
  enabled: invertedSwitch({
    parameter: 'SmtpClientAuthenticationDisabled',
    about: 'Whether SMTP AUTH may be used on it; null follows the tenant.',
  }),
}

export const SmtpAuth = defineKind<DesiredSmtpAuth, LiveSmtpAuth>({
  name: 'smtp-auth',
  summary: 'Lets a device sign in to a mailbox that is not ours, to send as it.',
  cmdlets: {
    read: {
      'Get-CASMailbox': ['Guid', ...propertiesOf(fields)],
      'Get-Recipient': holderProperties,
    },
    write: ['Set-CASMailbox'],
  },
  owns: 'part',
  whenUnwanted: 'keep',
  fields,
  keyOf: desired => keyFrom(desired.address),
  check: () => [],

  tell({ before, after }) {
    const address = after?.address ?? before?.address ?? ''
    const on = after?.enabled === true
    const sentence = `Whoever has the password or token of ${address}`
    return {
      title: `SMTP AUTH ${address}`,
      meaning: on
        ? `Devices can sign in as ${address} to send mail.`
        : `Devices can no longer sign in as ${address}, unless the tenant allows it to all.`,
      canMore: on ? [`${sentence} can send mail as it from any device`] : [],
      canLess: on ? [] : [`${sentence} can no longer send mail as it from a device`],
      ifWrong: on
        ? 'one more mailbox can be used by a stolen password'
        : 'its devices stop sending',
      details: [],
    }
  },

  // Not ours, so nothing bears our mark.
  find: () => Promise.resolve([]),

  async read({ exchange, holders }, keys) {
    if (keys.length === 0) return new Map()
    const seen = keys.map(key => holders.lastSeen(key)).filter(row => row !== undefined)
    const [held] = await Promise.all([
      holders.of(keys),
      // Beside it, what is asked next if all is where it was: then one round trip is enough.
      exchange.batch(switchCalls(seen)),
    ])
    const calls = switchCalls([...held.values()])
    const rows = calls.length > 0 ? (await exchange.batch(calls)).flatMap(rowsOf) : []
    const byGuid = new Map(rows.map(row => [String(row.Guid), row]))
    const answer = (key: Key): Reading<LiveSmtpAuth> => {
      const holder = held.get(key)
      const row = holder && byGuid.get(String(holder.Guid))
      if (!holder) return missing(key)
      if (!row) {
        const facts = { address: key, holder: String(holder.DisplayName) }
        const type = String(holder.RecipientTypeDetails)
        return { state: 'blocked', why: finding('mailbox-address-held', { ...facts, type }) }
      }
      const values = fromRow(fields, row) as unknown as DesiredSmtpAuth
      const live = { ...values, address: key, guid: String(row.Guid) }
      return { state: 'present', live, owner: 'nobody' }
    }
    return new Map(keys.map(key => [key, answer(key)]))
  },

  async write({ exchange }, desired, live) {
    if (!live) return
    const parameters = toParameters(fields, 'Set-CASMailbox', desired, live)
    if (Object.keys(parameters).length > 0)
      await exchange.run('Set-CASMailbox', { Identity: live.guid, ...parameters })
  },

  // The switch stays as it is: absence never undoes it.
  remove: () => Promise.resolve(),
})

function switchCalls(holders: readonly Row[]): readonly Call[] {
  const guids = holders.map(row => textOf(row.Guid))
  const types = holders.map(row => textOf(row.RecipientTypeDetails))
  const filters = mailboxFilters({ guids, types, mostFilters: 2 })
  return filters.map(parameters => ({ cmdlet: 'Get-CASMailbox', parameters }))
}

function missing(key: Key): Reading<LiveSmtpAuth> {
  return { state: 'blocked', why: finding('mailbox-does-not-exist', { address: key }) }
}
