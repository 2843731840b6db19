/**
 * Changing one TXT set in a zone file, and the serial, and not one byte else.
 *
 * A value that stays is not touched. A value that replaces one of its own sort
 * (an SPF record an SPF record) takes its place, with its TTL, its layout and
 * the comments around it. Others are added behind the name's TXT records, else
 * behind its last record, else behind those of the zone itself.
 *
 * Leaving out the owner or the TTL makes a record lean on the one before it, so
 * taking one away can change another. Where it would, the other gets what it
 * leaned on. And the outcome is read again and compared: what else would have
 * changed makes the edit fail.
 */
import { isDeepStrictEqual } from 'node:util'
import { spliced, type Splice } from '../../mail/splice.js'
import { parseMasterFile, type MasterRecord } from './master-file.js'
import { additions } from './zone-edit-added.js'
import { removals } from './zone-edit-removed.js'
import { replacement } from './zone-edit-replaced.js'
import { ofType, type ZoneData } from './zone-data.js'
import { textOf } from './zone-answers.js'
import { isSerial, nextSerial } from './zone-serial.js'

export interface ZoneEdit {
  readonly name: string
  /** The whole set that must be there afterwards. */
  readonly after: readonly string[]
  readonly today: Date
}

/** The new text of the file; undefined where the edit cannot be made without changing something else. */
export function editedZone(data: ZoneData, edit: ZoneEdit): string | undefined {
  const existing = ofType(data.byName.get(edit.name) ?? [], 'TXT')
  const course = courseOf(existing, edit.after)
  const serial = serialSplice(data.soa, edit.today)
  if (!serial) return undefined
  const text = spliced(data.file.text, [
    ...course.replaced.flatMap(({ record, value }) => replacement(data.file.text, record, value)),
    ...removals(data.file.records, new Set(course.removed)),
    ...additions(data, edit.name, course.added, new Set(course.removed)),
    serial,
  ])
  return isFaithful(data, text, edit, serial.text) ? text : undefined
}

interface Course {
  readonly replaced: readonly { readonly record: MasterRecord; readonly value: string }[]
  readonly removed: readonly MasterRecord[]
  readonly added: readonly string[]
}

/** Which value takes the place of which record. */
function courseOf(existing: readonly MasterRecord[], after: readonly string[]): Course {
  const added = [...after]
  const stale = existing.filter(record => !taken(added, value => value === textOf(record)))
  const replaced: { record: MasterRecord; value: string }[] = []
  const removed = stale.filter(record => {
    const sort = sortOf(textOf(record))
    const value = sort && taken(added, one => sortOf(one) === sort)
    if (value !== undefined) replaced.push({ record, value })
    return value === undefined
  })
  return { replaced, removed, added }
}

/** Takes the first value that fits out of the list. */
function taken(values: string[], fits: (value: string) => boolean): string | undefined {
  const index = values.findIndex(fits)
  return index === -1 ? undefined : values.splice(index, 1)[0]
}

/** What a value is for, where it says so: `v=spf1`, or the mark of one spec. */
function sortOf(value: string): string | undefined {
  return /^v=[^;\s]+(?:; spec=[^;\s]+)?/i.exec(value)?.[0].toLowerCase()
}

function serialSplice(soa: MasterRecord, today: Date): Splice | undefined {
  const token = soa.data[2]
  if (!token || !isSerial(token.text)) return undefined
  const { start, end } = token
  return { start, end, text: String(nextSerial(Number(token.text), today)) }
}

/** Whether the new text says the same as the old one but for the set and the serial. */
function isFaithful(data: ZoneData, text: string, edit: ZoneEdit, serial: string): boolean {
  const { records, faults } = parseMasterFile(text, data.firstOrigin)
  const isOfSet = (record: MasterRecord) => record.name === edit.name && record.type === 'TXT'
  const set = records.filter(isOfSet)
  const others = (all: readonly MasterRecord[]) =>
    all.filter(record => !isOfSet(record)).map(record => contentOf(record, serial))
  const [ttl, ...otherTtls] = new Set(data.file.records.filter(isOfSet).map(record => record.ttl))
  const keepsTtl = ttl === undefined || otherTtls.length > 0 || set.every(one => one.ttl === ttl)
  return (
    faults.length === 0 &&
    keepsTtl &&
    isDeepStrictEqual(others(records), others(data.file.records)) &&
    isDeepStrictEqual(set.map(textOf).sort(), [...edit.after].sort())
  )
}

function contentOf({ name, ttl, type, data }: MasterRecord, serial: string): readonly unknown[] {
  const values = data.map(token => token.text)
  return [name, ttl, type, ...(type === 'SOA' ? values.with(2, serial) : values)]
}
