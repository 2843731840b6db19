/**
 * Reading shared mailboxes in few calls, however many there are: all that bear
 * our mark by a server-side filter, the holders of the other addresses, the
 * deleted ones, the switches; then permissions, for mailboxes with members only.
 */
import type { Call, Row } from '../../drivers/drivers.js'
import { finding, type Finding } from '../../findings.js'
import { softDeleteDays } from '../../mail/limits.js'
import { fromRow } from '../field-table.js'
import { sharedMailboxFilters } from '../guid-filters.js'
import { quoted, smtpAddressesOf } from '../holders.js'
import { rowsOf } from '../outcome.js'
import { markIn } from '../mark.js'
import type { Drivers, Key, Marked, Reading } from '../resource.js'
import { fields, type DesiredMailbox, type LiveMailbox } from './fields.js'
import { noRights, readRights, type Rights } from './rights.js'
import { guidOf, primaryOf } from './rows.js'
import { textOf } from '../row-text.js'

type Answer = Reading<LiveMailbox>

/** What the rows about one mailbox say together. */
interface Found {
  readonly row: Row
  readonly cas: Row | undefined
  readonly rights: Rights
}

export async function findMailboxes(drivers: Drivers): Promise<readonly Marked[]> {
  const { exchange, mark } = drivers
  const { cmdlet, parameters } = markedCall(drivers)
  const rows = await exchange.run(cmdlet, parameters)
  return rows.flatMap(row => {
    const found = markIn(row[mark.attribute])
    return found ? [{ ...found, title: `mailbox ${primaryOf(row)}` }] : []
  })
}

export async function readMailboxes(
  drivers: Drivers,
  keys: readonly Key[],
  wanted?: ReadonlyMap<Key, DesiredMailbox>,
): Promise<ReadonlyMap<Key, Answer>> {
  if (keys.length === 0) return new Map()
  const { exchange, holders, mark } = drivers
  const held = await holders.of(keys)
  const [marked = [], deleted = []] = (
    await exchange.batch([markedCall(drivers), deletedCall()])
  ).map(rowsOf)
  const unmarked = await readUnmarked(drivers, keys, held, marked)
  const rows = [...marked, ...unmarked]
  const chosen = new Map<Key, Row>()
  const twins = new Map<Key, Finding>()
  for (const key of keys) {
    const ours = marked.filter(row => mark.keyIn(row[mark.attribute]) === key)
    if (ours.length > 1) twins.set(key, twinFinding(key, ours, mark.attribute))
    const row = ours[0] ?? rows.find(one => primaryOf(one) === key)
    if (row) chosen.set(key, row)
  }
  const cas = await readSwitches(drivers, [...chosen.values()])
  const boxes = [...chosen].map(([key, row]) => ({ row, members: wanted?.get(key)?.members ?? [] }))
  const rights = await readRights(drivers, boxes)

  return new Map(
    keys.map((key): [Key, Answer] => {
      const twin = twins.get(key)
      if (twin) return [key, { state: 'unknown', why: twin }]
      const row = chosen.get(key)
      if (!row) return [key, withoutMailbox(key, held.get(key), deleted)]
      const guid = guidOf(row)
      const found = { row, cas: cas.get(guid), rights: rights.get(guid) ?? noRights }
      return [key, answerOf(drivers, key, found)]
    }),
  )
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

/** Shared mailboxes at our addresses without our mark: born but not yet marked, or somebody's. */
async function readUnmarked(
  { exchange, mark }: Drivers,
  keys: readonly Key[],
  held: ReadonlyMap<string, Row>,
  marked: readonly Row[],
): Promise<readonly Row[]> {
  const known = new Set(marked.map(guidOf))
  const guids = keys.flatMap(key => {
    const holder = held.get(key)
    const candidate = holder?.RecipientTypeDetails === 'SharedMailbox' && primaryOf(holder) === key
    return holder && candidate && !known.has(guidOf(holder)) ? [guidOf(holder)] : []
  })
  const calls = sharedMailboxFilters(guids).map(which => mailboxCall(mark.attribute, which))
  const asked = new Set(guids)
  const rows = calls.length === 0 ? [] : (await exchange.batch(calls)).flatMap(rowsOf)
  return rows.filter(row => asked.has(guidOf(row)))
}

async function readSwitches(
  { exchange }: Drivers,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Row>> {
  const calls = sharedMailboxFilters(rows.map(guidOf)).map(parameters => ({
    cmdlet: 'Get-CASMailbox',
    parameters,
  }))
  if (calls.length === 0) return new Map()
  const found = (await exchange.batch(calls)).flatMap(rowsOf)
  return new Map(found.map(row => [guidOf(row), row]))
}

function markedCall({ mark }: Drivers): Call {
  const Filter = `${mark.attribute} -like ${quoted('[devicemail:*')}`
  return mailboxCall(mark.attribute, { Filter })
}

function mailboxCall(attribute: string, which: Call['parameters']): Call {
  const Properties = [attribute, 'HiddenFromAddressListsEnabled']
  return { cmdlet: 'Get-EXOMailbox', parameters: { ...which, Properties } }
}

function deletedCall(): Call {
  return {
    cmdlet: 'Get-EXOMailbox',
    parameters: { SoftDeletedMailbox: true, PropertySets: ['Minimum', 'SoftDelete'] },
  }
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
