/**
 * Which of the wanted members have their rights. FullAccess is told mailbox by
 * mailbox; SendAs is asked for each person, who are few, and not for each mailbox.
 *
 * A person goes by many names (an address of several, a sign-in name elsewhere,
 * a group has none at all), so members are looked up first and known by all
 * their addresses. One whom nobody knows simply has no rights.
 */
import type { Call, ReadProperties, Row } from '../../drivers/drivers.js'
import { smtpAddressesOf } from '../holders.js'
import { rowsOf } from '../outcome.js'
import type { Drivers } from '../resource.js'
import { guidOf, nameProperties, primaryOf } from './rows.js'
import { textOf } from '../row-text.js'

/** The wanted members who may open a mailbox, and those who may send as it. */
export interface Rights {
  readonly fullAccess: readonly string[]
  readonly sendAs: readonly string[]
}

/** What is read of a right. */
export const rightProperties: ReadProperties = Object.freeze({
  'Get-MailboxPermission': ['AccessRights', 'Deny', 'PrimarySmtpAddress', 'User'],
  'Get-RecipientPermission': ['AccessRights', 'Identity'],
})

export const noRights: Rights = Object.freeze({ fullAccess: [], sendAs: [] })

/** A mailbox that is there, and who should have rights to it. */
export interface Box {
  readonly row: Row
  readonly members: readonly string[]
}

/** The rights to each mailbox, by its GUID. Mailboxes without wanted members are not asked. */
export async function readRights(
  { exchange, holders }: Drivers,
  boxes: readonly Box[],
): Promise<ReadonlyMap<string, Rights>> {
  const asked = boxes.filter(one => one.members.length > 0)
  const people = await holders.of(asked.flatMap(one => one.members))
  const persons = [...new Set([...people.values()].map(primaryOf))].sort()
  const calls: readonly Call[] = [
    ...asked.map(({ row }) => call('Get-MailboxPermission', { Identity: guidOf(row) })),
    ...persons.map(person => call('Get-RecipientPermission', { Trustee: person })),
  ]
  if (calls.length === 0) return new Map()
  const answers = (await exchange.batch(calls)).map(rowsOf)
  const grantsTo = new Map(
    persons.map((person, index) => [person, answers[asked.length + index] ?? []]),
  )
  return new Map(
    asked.map(({ row, members }, index) => {
      const known = members.flatMap(member => {
        const person = people.get(member.toLowerCase())
        return person ? [{ member: member.toLowerCase(), person }] : []
      })
      const opening = (answers[index] ?? []).filter(opens)
      const names = namesOf(row)
      const rights = {
        fullAccess: known.filter(({ person }) => opening.some(one => isOf(one, person))),
        sendAs: known.filter(({ person }) =>
          (grantsTo.get(primaryOf(person)) ?? []).some(
            one => grants(one, 'SendAs') && isTo(one, names),
          ),
        ),
      }
      const { fullAccess, sendAs } = rights
      return [
        guidOf(row),
        { fullAccess: fullAccess.map(membersName), sendAs: sendAs.map(membersName) },
      ]
    }),
  )
}

function membersName({ member }: { readonly member: string }): string {
  return member
}

function call(cmdlet: string, parameters: Call['parameters']): Call {
  return { cmdlet, parameters }
}

function opens(right: Row): boolean {
  return right.Deny !== true && grants(right, 'FullAccess')
}

/** Rights come back as one joined text: `FullAccess, ReadPermission`. */
function grants(row: Row, right: string): boolean {
  const rights = row.AccessRights
  const listed = (Array.isArray(rights) ? rights : [rights]).map(textOf).join(',')
  return listed.split(',').some(one => one.trim() === right)
}

/** Whether a right is this person's: the row tells an address, or only the name of the sign-in. */
function isOf(right: Row, person: Row): boolean {
  const told = [right.PrimarySmtpAddress, right.User].map(one => textOf(one).toLowerCase())
  return smtpAddressesOf(person).some(address => told.includes(address))
}

/** Whether a right is to the mailbox that goes by these names. */
function isTo(right: Row, names: ReadonlySet<string>): boolean {
  return names.has(textOf(right.Identity).toLowerCase())
}

function namesOf(row: Row): ReadonlySet<string> {
  const names = [...nameProperties.map(one => textOf(row[one]).toLowerCase()), primaryOf(row)]
  return new Set(names.filter(name => name !== ''))
}
