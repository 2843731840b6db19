/**
 * Which of the wanted members have their rights. FullAccess is told mailbox by
 * mailbox; SendAs is asked for each person where they are few, else all of it is
 * listed in one call: never for each mailbox.
 *
 * A person goes by many names (an address of several, a sign-in name elsewhere,
 * a group has none at all), so members are looked up first and known by all
 * their addresses. One whom nobody knows simply has no rights.
 */
import type { Call, ReadProperties, Row } from '../../drivers/drivers.js'
import { smtpAddressesOf } from '../holders.js'
import { rowsOf } from '../outcome.js'
import type { Drivers } from '../resource.js'
import { textOf } from '../row-text.js'
import { grantees } from './grantees.js'
import { guidOf, nameProperties, primaryOf } from './rows.js'

/** The wanted members who may open a mailbox, and those who may send as it. */
export interface Rights {
  readonly fullAccess: readonly string[]
  readonly sendAs: readonly string[]
}

/** What is read of a right. */
export const rightProperties: ReadProperties = Object.freeze({
  'Get-MailboxPermission': ['AccessRights', 'Deny', 'PrimarySmtpAddress', 'User', 'UserSid'],
  'Get-RecipientPermission': ['AccessRights', 'Identity', 'Trustee', 'TrusteeSidString'],
})

export const noRights: Rights = Object.freeze({ fullAccess: [], sendAs: [] })

/** A mailbox that is there, and who should have rights to it. */
export interface Box {
  readonly guid: string
  readonly members: readonly string[]
}

/** Who stands behind the address of a member. */
type People = (member: string) => Row | undefined

/** More persons than these are not asked for one by one. */
const mostPersons = 2

/** All that is asked for them. Mailboxes without wanted members are not asked. */
export function rightsCalls(boxes: readonly Box[], people: People): readonly Call[] {
  const { asked, persons, listed } = questionsFor(boxes, people)
  const sending = listed ? [{}] : persons.map(person => ({ Trustee: person }))
  return [
    ...asked.map(({ guid }) => call('Get-MailboxPermission', { Identity: guid })),
    ...(asked.length > 0 ? sending.map(one => call('Get-RecipientPermission', one)) : []),
  ]
}

/** Gives what tells the rights to one of the mailboxes, by its row. */
export async function readRights(
  { exchange }: Drivers,
  boxes: readonly Box[],
  people: People,
): Promise<(row: Row) => Rights> {
  const { asked, persons, listed } = questionsFor(boxes, people)
  if (asked.length === 0) return () => noRights
  const answers = (await exchange.batch(rightsCalls(boxes, people))).map(rowsOf)
  const opening = new Map(asked.map(({ guid }, index) => [guid, answers[index] ?? []]))
  const sending = answers.slice(asked.length).map(byMailbox)
  const isGrantee = grantees([...opening.values()].flat())
  const membersOf = new Map(asked.map(({ guid, members }) => [guid, members]))

  const maySendAs = (person: Row, row: Row) => {
    const grants = sending[listed ? 0 : persons.indexOf(primaryOf(person))]
    const rights = namesOf(row).flatMap(name => grants?.get(name) ?? [])
    return rights.some(one => gives(one, 'SendAs') && (!listed || isGrantee(one, person)))
  }
  return row => {
    const rights = (opening.get(guidOf(row)) ?? []).filter(opens)
    const known = (membersOf.get(guidOf(row)) ?? []).flatMap(member => {
      const person = people(member)
      return person ? [{ member: member.toLowerCase(), person }] : []
    })
    return {
      fullAccess: known
        .filter(({ person }) => rights.some(one => isOf(one, person)))
        .map(membersName),
      sendAs: known.filter(({ person }) => maySendAs(person, row)).map(membersName),
    }
  }
}

function questionsFor(boxes: readonly Box[], people: People) {
  const asked = boxes.filter(one => one.members.length > 0)
  const found = new Set<string>()
  for (const member of asked.flatMap(one => one.members)) {
    const person = people(member)
    if (person) found.add(primaryOf(person))
  }
  const persons = [...found].sort()
  return { asked, persons, listed: persons.length > mostPersons }
}

function membersName({ member }: { readonly member: string }): string {
  return member
}

function call(cmdlet: string, parameters: Call['parameters']): Call {
  return { cmdlet, parameters }
}

function opens(right: Row): boolean {
  return right.Deny !== true && gives(right, 'FullAccess')
}

/** Rights come back as one joined text: `FullAccess, ReadPermission`. */
function gives(row: Row, right: string): boolean {
  const rights = row.AccessRights
  const listed = (Array.isArray(rights) ? rights : [rights]).map(textOf).join(',')
  return listed.split(',').some(one => one.trim() === right)
}

/** Whether a right is this person's: the row tells an address, or only the name of the sign-in. */
function isOf(right: Row, person: Row): boolean {
  const told = [right.PrimarySmtpAddress, right.User].map(one => textOf(one).toLowerCase())
  return smtpAddressesOf(person).some(address => told.includes(address))
}

/** Rights by the name of the mailbox that they are to. */
function byMailbox(rights: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>()
  for (const right of rights) {
    const name = textOf(right.Identity).toLowerCase()
    const others = found.get(name)
    if (others) others.push(right)
    else found.set(name, [right])
  }
  return found
}

/** All that a mailbox may be called in a right. */
function namesOf(row: Row): readonly string[] {
  const names = [...nameProperties.map(one => textOf(row[one]).toLowerCase()), primaryOf(row)]
  return [...new Set(names.filter(name => name !== ''))]
}
