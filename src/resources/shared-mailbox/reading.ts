/**
 * Reading shared mailboxes in few calls, however many there are: all that bear
 * our mark by a server-side filter, the holders of the other addresses, the
 * deleted ones, the switches; then permissions, for mailboxes with members only.
 */
import type { Call, Row } from '../../drivers/drivers.js'
import { finding, type Finding } from '../../findings.js'
import { softDeleteDays } from '../../mail/limits.js'
import { fromRow } from '../field.js'
import { quoted, smtpAddressesOf } from '../holders.js'
import { rowsOf } from '../outcome.js'
import { markIn } from '../mark.js'
import type { Drivers, Key, Marked, Reading } from '../resource.js'
import { fields, type DesiredMailbox, type LiveMailbox } from './fields.js'

type Answer = Reading<LiveMailbox>

/** What the rows about one mailbox say together. */
interface Found {
  readonly row: Row
  readonly cas: Row | undefined
  readonly fullAccess: readonly string[]
  readonly sendAs: readonly string[]
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
  const members = new Map(keys.map(key => [key, wanted?.get(key)?.members ?? []]))
  const rights = await readRights(drivers, chosen, members)

  return new Map(
    keys.map((key): [Key, Answer] => {
      const twin = twins.get(key)
      if (twin) return [key, { state: 'unknown', why: twin }]
      const row = chosen.get(key)
      if (!row) return [key, withoutMailbox(key, held.get(key), deleted)]
      const found = { row, cas: cas.get(guidOf(row)), ...(rights.get(key) ?? noRights) }
      return [key, answerOf(drivers, key, found)]
    }),
  )
}

const noRights = { fullAccess: [], sendAs: [] }

function answerOf({ mark }: Drivers, key: Key, found: Found): Answer {
  const { row, cas } = found
  if (!cas) return { state: 'unknown', why: finding('mailbox-switches-unread', { address: key }) }
  const markText = textOf(row[mark.attribute])
  const otherKey = mark.keyIn(markText)
  if (otherKey !== undefined && otherKey !== key) return blocked(key, row)
  const live = {
    ...(fromRow(fields, { ...row, ...cas }) as unknown as DesiredMailbox),
    aliases: smtpAddressesOf(row)
      .filter(address => address !== primaryOf(row))
      .sort(),
    members: found.fullAccess.filter(member => found.sendAs.includes(member)),
    guid: guidOf(row),
    markText,
    fullAccess: found.fullAccess,
    sendAs: found.sendAs,
  }
  const born = markText === '' && textOf(row.Alias).toLowerCase() === mark.birthSign(key)
  return born
    ? { state: 'present', live, owner: 'us', markMissing: true }
    : { state: 'present', live, owner: mark.ownerFrom(markText) }
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
  if (guids.length === 0) return []
  return exchange.run('Get-EXOMailbox', {
    Filter: byGuid(guids),
    Properties: [mark.attribute, 'HiddenFromAddressListsEnabled'],
  })
}

async function readSwitches(
  { exchange }: Drivers,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Row>> {
  if (rows.length === 0) return new Map()
  const guids = rows.map(guidOf).sort()
  const calls: Call[] = []
  for (let from = 0; from < guids.length; from += guidsPerFilter)
    calls.push({
      cmdlet: 'Get-CASMailbox',
      parameters: { Filter: byGuid(guids.slice(from, from + guidsPerFilter)) },
    })
  const found = (await exchange.batch(calls)).flatMap(rowsOf)
  return new Map(found.map(row => [guidOf(row), row]))
}

/**
 * FullAccess is told mailbox by mailbox; SendAs is asked for each person, who
 * are few, and not for each mailbox.
 */
async function readRights(
  { exchange }: Drivers,
  chosen: ReadonlyMap<Key, Row>,
  members: ReadonlyMap<Key, readonly string[]>,
): Promise<ReadonlyMap<Key, Pick<Found, 'fullAccess' | 'sendAs'>>> {
  const asked = [...chosen].filter(([key]) => (members.get(key) ?? []).length > 0)
  const people = [...new Set(asked.flatMap(([key]) => members.get(key) ?? []))].sort()
  if (asked.length === 0) return new Map()
  const outcomes = await exchange.batch([
    ...asked.map(([, row]) => ({
      cmdlet: 'Get-MailboxPermission',
      parameters: { Identity: guidOf(row) },
    })),
    ...people.map(person => ({
      cmdlet: 'Get-RecipientPermission',
      parameters: { Trustee: person },
    })),
  ])
  const rows = outcomes.map(rowsOf)
  return new Map(
    asked.map(([key, row], index) => {
      const identities = new Set(
        ['Guid', 'Identity', 'Name', 'Alias', 'ExternalDirectoryObjectId', 'PrimarySmtpAddress']
          .map(property => textOf(row[property]).toLowerCase())
          .filter(text => text !== ''),
      )
      const sendAs = people.filter((_, which) =>
        (rows[asked.length + which] ?? []).some(
          one => grants(one, 'SendAs') && identities.has(textOf(one.Identity).toLowerCase()),
        ),
      )
      const fullAccess = (rows[index] ?? [])
        .filter(one => one.Deny !== true && grants(one, 'FullAccess'))
        .map(one => textOf(one.User).toLowerCase())
      return [key, { fullAccess, sendAs }]
    }),
  )
}

/** Rights come back as one joined text: `FullAccess, ReadPermission`. */
function grants(row: Row, right: string): boolean {
  const rights = row.AccessRights
  const listed = (Array.isArray(rights) ? rights : [rights]).map(textOf).join(',')
  return listed.split(',').some(one => one.trim() === right)
}

/** GUIDs in one filter: about 8 KB of text. */
const guidsPerFilter = 150

function markedCall({ mark }: Drivers): Call {
  return {
    cmdlet: 'Get-EXOMailbox',
    parameters: {
      Filter: `${mark.attribute} -like ${quoted('[devicemail:*')}`,
      Properties: [mark.attribute, 'HiddenFromAddressListsEnabled'],
    },
  }
}

function deletedCall(): Call {
  return {
    cmdlet: 'Get-EXOMailbox',
    parameters: { SoftDeletedMailbox: true, PropertySets: ['Minimum', 'SoftDelete'] },
  }
}

function byGuid(guids: readonly string[]): string {
  return guids.map(guid => `Guid -eq ${quoted(guid)}`).join(' -or ')
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

function primaryOf(row: Row): string {
  return textOf(row.PrimarySmtpAddress).toLowerCase()
}

function guidOf(row: Row): string {
  return textOf(row.Guid)
}

function textOf(raw: unknown): string {
  return typeof raw === 'string' ? raw : ''
}
