/**
 * The mailboxes that an application may send as: a management scope, which names
 * each of them and nothing else. A role that is given within it holds for them.
 *
 * We lean on these facts; each has a test with the same words:
 * - the filter goes in by one name and comes back by another
 * - Exchange may put brackets around a filter, which is no difference
 * - a filter that names no addresses is seen and put right
 * - a scope that gets another name stays the scope of its roles
 *
 * A mailbox is named by its primary address: if that is given to somebody else,
 * the right goes with the address, and a mailbox that loses it loses the right.
 */
import type { Row } from '../drivers/drivers.js'
import { finding } from '../findings.js'
import { lowerCase, text, texts, type Field, type Fields } from './field.js'
import { fromRow, propertiesOf, toParameters } from './field-table.js'
import { filterOf, mailboxesIn } from './management-scope/mailbox-filter.js'
import {
  bareName,
  foundByMark,
  markedName,
  nameFaults,
  readNamed,
  type NameSpace,
} from './marked-name.js'
import { defineKind, keyFrom, type Key } from './resource.js'
import { textOf } from './row-text.js'

export interface DesiredScope {
  /** The key: the application, as the program calls it. */
  readonly application: string
  readonly name: string
  readonly mailboxes: readonly string[]
}

export interface LiveScope extends DesiredScope {
  readonly guid: string
  /** The name with its mark. */
  readonly wholeName: string
}

const addresses = texts({
  parameter: 'RecipientRestrictionFilter',
  property: 'RecipientFilter',
  about: 'Primary addresses of the mailboxes that the application may send as.',
})

const mailboxes: Field<readonly string[]> = Object.freeze({
  ...addresses,
  toParameter: (value: readonly string[]) => filterOf(addresses.fromJson(value)),
  fromProperty: (raw: unknown) => addresses.fromJson(mailboxesIn(textOf(raw))),
})

const fields: Fields<DesiredScope> = {
  application: lowerCase({ role: 'key', about: 'The application, as the program calls it.' }),
  name: text({ parameter: 'Name', about: 'Name shown in Exchange; our mark stands behind it.' }),
  mailboxes,
}

const space: NameSpace = { what: 'management scope', property: 'Name', longest: 64 }

export const ManagementScope = defineKind<DesiredScope, LiveScope>({
  name: 'management-scope',
  summary: 'Names the mailboxes that an application may send as, once a role is given to it.',
  cmdlets: {
    read: { 'Get-ManagementScope': ['Guid', ...propertiesOf(fields)] },
    write: ['New-ManagementScope', 'Set-ManagementScope', 'Remove-ManagementScope'],
  },
  owns: 'object',
  whenUnwanted: 'remove',
  fields,
  keyOf: desired => keyFrom(desired.application),

  check: desired => [
    ...nameFaults(desired),
    ...(desired.mailboxes.length === 0
      ? [finding('scope-without-mailbox', { application: desired.application })]
      : []),
  ],

  tell({ before, after }) {
    const name = after?.name ?? before?.name ?? ''
    const old = before?.mailboxes ?? []
    const now = after?.mailboxes ?? []
    const gains = now.filter(one => !old.includes(one))
    const losses = old.filter(one => !now.includes(one))
    const who = `The application ${name}`
    return {
      title: `management scope "${name}"`,
      meaning: after
        ? `${who} may send as ${now.join(', ')}, once the role is given to it.`
        : `${who} is no longer limited to mailboxes of its own, since it has no role.`,
      canMore: gains.map(one => `${who}: may send as ${one}`),
      canLess: losses.map(one => `${who}: may no longer send as ${one}`),
      ifWrong: gains.length > 0 ? 'whoever holds its secret can send as these mailboxes' : null,
      details: [{ label: 'mailboxes', text: (after ? now : old).join(', ') }],
    }
  },

  async find({ exchange }) {
    return foundByMark(await exchange.run('Get-ManagementScope'), space)
  },

  async read({ exchange, mark }, keys, wanted) {
    if (keys.length === 0) return new Map()
    const rows = await exchange.run('Get-ManagementScope')
    return readNamed({ rows, space, mark, keys, wanted, toLive })
  },

  async write({ exchange, mark }, desired, live) {
    const Name = markedName(mark, desired)
    if (!live) {
      const parameters = toParameters(fields, 'New-ManagementScope', desired)
      await exchange.run('New-ManagementScope', { ...parameters, Name })
      return
    }
    const { RecipientRestrictionFilter } = toParameters(
      fields,
      'Set-ManagementScope',
      desired,
      live,
    )
    const parameters = {
      ...(live.wholeName === Name ? {} : { Name }),
      ...(RecipientRestrictionFilter === undefined ? {} : { RecipientRestrictionFilter }),
    }
    if (Object.keys(parameters).length > 0)
      await exchange.run('Set-ManagementScope', { Identity: live.guid, ...parameters })
  },

  async remove({ exchange }, live) {
    await exchange.run('Remove-ManagementScope', { Identity: live.guid })
  },

  async setMark({ exchange, mark }, live, key) {
    const Name = key === null ? live.name : markedName(mark, { ...live, application: key })
    await exchange.run('Set-ManagementScope', { Identity: live.guid, Name })
  },
})

function toLive(row: Row, key: Key): LiveScope {
  return {
    ...(fromRow(fields, row) as unknown as DesiredScope),
    application: key,
    name: bareName(row.Name),
    guid: String(row.Guid),
    wholeName: String(row.Name),
  }
}
