/**
 * Reading shared mailboxes in few calls, however many there are: all that bear
 * our mark by a server-side filter, the holders of the other addresses, the
 * deleted ones, the switches; permissions for mailboxes with members only. What
 * was seen before is asked for in one round trip, anything new in two.
 */
import type { Call, Row } from '../../drivers/drivers.js'
import { finding, type Finding } from '../../findings.js'
import { softDeleteDays } from '../../mail/limits.js'
import { fromRow } from '../field-table.js'
import { mailboxFilters } from '../guid-filters.js'
import { quoted, smtpAddressesOf } from '../holders.js'
import { rowsOf } from '../outcome.js'
import { markIn } from '../mark.js'
import type { Drivers, Key, Marked, Reading } from '../resource.js'
import { fields, type DesiredMailbox, type LiveMailbox } from './fields.js'
import { readRights, rightsCalls, type Rights } from './rights.js'
import { guidOf, primaryOf } from './rows.js'
import { textOf } from '../row-text.js'

type Answer = Reading<LiveMailbox>

const shared = 'SharedMailbox'

/** What the rows about one mailbox say together. */
interface Found {
  readonly row: Row
  readonly cas: Row | undefined
  readonly rights: Rights
}

export async function findMailboxes(drivers: Drivers): Promise<readonly Marked[]> {
  const { mark } = drivers
  return (await readMarked(drivers)).flatMap(row => {
    const bears = markIn(row[mark.attribute])
    return bears ? [{ ...bears, title: `mailbox ${primaryOf(row)}` }] : []
  })
}

export async function readMailboxes(
  drivers: Drivers,
  keys: readonly Key[],
  wanted?: ReadonlyMap<Key, DesiredMailbox>,
): Promise<ReadonlyMap<Key, Answer>> {
  if (keys.length === 0) return new Map()
  const { holders, mark } = drivers
  const membersOf = (key: Key) => wanted?.get(key)?.members ?? []
  const [held, marked] = await Promise.all([
    holders.of([...keys, ...keys.flatMap(membersOf)]),
    readMarked(drivers),
    foresee(drivers, keys, membersOf),
  ])
  const markedAs = grouped(marked, row => mark.keyIn(row[mark.attribute]))
  const markedAt = grouped(marked, primaryOf)
  const guids = new Map<Key, string>()
  for (const key of keys) {
    const row = markedAs.get(key)?.[0] ?? markedAt.get(key)?.[0] ?? candidate(key, held.get(key))
    if (row) guids.set(key, guidOf(row))
  }
  const known = new Set(marked.map(guidOf))
  const strange = [...guids.values()].filter(guid => !known.has(guid))
  const boxes = [...guids].map(([key, guid]) => ({ guid, members: membersOf(key) }))
  const free = keys.some(key => !guids.has(key) && !held.has(key))
  const [unmarked, cas, rightsTo, deleted] = await Promise.all([
    rowsFor(drivers, unmarkedCalls(drivers, strange)),
    rowsFor(drivers, switchCalls([...guids.values()])),
    readRights(drivers, boxes, member => held.get(member.toLowerCase())),
    rowsFor(drivers, free ? [deletedCall] : []),
  ])
  const rows = new Map([...unmarked, ...marked].map(row => [guidOf(row), row]))
  const switches = new Map(cas.map(row => [guidOf(row), row]))
  const chosen = new Set(guids.values())
  holders.learn([...rows.values()].filter(row => chosen.has(guidOf(row))))

  return new Map(
    keys.map((key): [Key, Answer] => {
      const twins = markedAs.get(key) ?? []
      if (twins.length > 1)
        return [key, { state: 'unknown', why: twinFinding(key, twins, mark.attribute) }]
      const guid = guids.get(key) ?? ''
      const row = rows.get(guid)
      if (!row) return [key, withoutMailbox(key, held.get(key), deleted)]
      return [key, answerOf(drivers, key, { row, cas: switches.get(guid), rights: rightsTo(row) })]
    }),
  )
}

/**
 * Asks beside the other questions for what will be asked next, if all is where it
 * was last seen: then the answers are there already, and one round trip is enough.
 */
async function foresee(
  drivers: Drivers,
  keys: readonly Key[],
  membersOf: (key: Key) => readonly string[],
): Promise<void> {
  const { exchange, holders, mark } = drivers
  const seen = keys.flatMap(key => {
    const row = candidate(key, holders.lastSeen(key))
    return row ? [{ row, guid: guidOf(row), members: membersOf(key) }] : []
  })
  const unmarked = seen.filter(({ row }) => !markIn(row[mark.attribute])).map(({ guid }) => guid)
  await exchange.batch([
    ...unmarkedCalls(drivers, unmarked),
    ...switchCalls(seen.map(({ guid }) => guid)),
    ...rightsCalls(seen, member => holders.lastSeen(member)),
    ...(keys.every(key => holders.lastSeen(key)) ? [] : [deletedCall]),
  ])
}

function answerOf({ mark }: Drivers, key: Key, found: Found): Answer {
  const { row, cas, rights } = found
  if (!cas) return { state: 'unknown', why: finding('mailbox-switches-unread', { address: key }) }
  const markText = textOf(row[mark.attribute])
  const otherKey = mark.keyIn(markText)
  if (otherKey !== undefined && otherKey !== key) return blocked(key, row)
  const sign = mark.birthSign(key)
  const live = {
    ...(fromRow(fields, { ...row, ...cas }) as unknown as DesiredMailbox),
    aliases: furtherAddresses(row, sign),
    members: rights.fullAccess.filter(member => rights.sendAs.includes(member)),
    guid: guidOf(row),
    markText,
    ...rights,
  }
  const born = markText === '' && textOf(row.Alias).toLowerCase() === sign
  return born
    ? { state: 'present', live, owner: 'us', markMissing: true }
    : { state: 'present', live, owner: mark.ownerFrom(markText) }
}

/** Those that somebody gave it. The one that its Alias implies came by itself, and nobody writes to it. */
function furtherAddresses(row: Row, birthSign: string): readonly string[] {
  const primary = primaryOf(row)
  return smtpAddressesOf(row)
    .filter(address => address !== primary && !address.startsWith(`${birthSign}@`))
    .sort()
}

/** No mailbox of ours or to adopt: is the address free? */
function withoutMailbox(key: Key, holder: Row | undefined, deleted: readonly Row[]): Answer {
  if (holder) return blocked(key, holder)
  const gone = deleted.find(row => smtpAddressesOf(row).includes(key))
  if (!gone) return { state: 'absent' }
  const guid = guidOf(gone)
  return {
    state: 'blocked',
    why: finding('mailbox-soft-deleted', { address: key, guid, until: restorableUntil(gone) }),
  }
}

function blocked(key: Key, holder: Row): Answer {
  const facts = { address: key, holder: textOf(holder.DisplayName) || primaryOf(holder) }
  const type = textOf(holder.RecipientTypeDetails)
  return { state: 'blocked', why: finding('mailbox-address-held', { ...facts, type }) }
}

/** A holder that is a shared mailbox with this primary address: ours, or one to adopt. */
function candidate(key: Key, holder: Row | undefined): Row | undefined {
  return holder?.RecipientTypeDetails === shared && primaryOf(holder) === key ? holder : undefined
}

/** Whose addresses need not be asked for any more. */
async function readMarked({ exchange, holders, mark }: Drivers): Promise<readonly Row[]> {
  const Filter = `${mark.attribute} -like ${quoted('[devicemail:*')}`
  const { cmdlet, parameters } = mailboxCall(mark.attribute, { Filter })
  const rows = await exchange.run(cmdlet, parameters)
  holders.learn(rows)
  return rows
}

/** Shared mailboxes at our addresses without our mark: born but not yet marked, or somebody's. */
function unmarkedCalls({ mark }: Drivers, guids: readonly string[]): readonly Call[] {
  // So many are a first adoption, which happens once.
  const filters = mailboxFilters({ guids, types: [shared], mostFilters: 1 })
  return filters.map(which => mailboxCall(mark.attribute, which))
}

function switchCalls(guids: readonly string[]): readonly Call[] {
  const filters = mailboxFilters({ guids, types: [shared], mostFilters: 2 })
  return filters.map(parameters => ({ cmdlet: 'Get-CASMailbox', parameters }))
}

async function rowsFor({ exchange }: Drivers, calls: readonly Call[]): Promise<readonly Row[]> {
  return calls.length === 0 ? [] : (await exchange.batch(calls)).flatMap(rowsOf)
}

function grouped(
  rows: readonly Row[],
  keyOf: (row: Row) => string | undefined,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return groups
}

function mailboxCall(attribute: string, which: Call['parameters']): Call {
  const Properties = [attribute, 'HiddenFromAddressListsEnabled']
  return { cmdlet: 'Get-EXOMailbox', parameters: { ...which, Properties } }
}

const deletedCall: Call = {
  cmdlet: 'Get-EXOMailbox',
  parameters: { SoftDeletedMailbox: true, PropertySets: ['Minimum', 'SoftDelete'] },
}

function twinFinding(key: Key, rows: readonly Row[], attribute: string): Finding {
  const names = rows.map(primaryOf).sort().join(', ')
  return finding('two-mailboxes-bear-one-mark', { names, key, attribute })
}

function restorableUntil(row: Row): string {
  const deleted = Date.parse(textOf(row.WhenSoftDeleted))
  if (Number.isNaN(deleted)) return 'an unknown day'
  const day = 24 * 60 * 60 * 1000
  return new Date(deleted + softDeleteDays.value * day).toISOString().slice(0, 10)
}
