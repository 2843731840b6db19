/**
 * A zone file as records: the second half of reading the master file format.
 * Owners that are left out, relative names, `@`, `$ORIGIN`, `$TTL`, and TTL and
 * class in any order are resolved here; every record keeps its entry, so that an
 * edit knows where it stands.
 *
 * Files that are made of others (`$INCLUDE`) or of generated records
 * (`$GENERATE`) are refused: what is read here would not be all there is. So are
 * files that a program writes anew, since an edit would not last.
 */
import {
  fault,
  readEntries,
  type Entry,
  type MasterFault,
  type Token,
} from './master-file-entries.js'
import { generatedMark } from './generated-head.js'
import { absoluteName } from './master-file-text.js'
import { isSerial } from './zone-serial.js'

export interface MasterRecord {
  /** Absolute, lower case, without the trailing dot. */
  readonly name: string
  /** Seconds; null where neither the file nor the record says. */
  readonly ttl: number | null
  /** Upper case. */
  readonly type: string
  readonly data: readonly Token[]
  readonly entry: Entry
  /** The name as written; null where it is that of the record before. */
  readonly owner: Token | null
  readonly ttlToken: Token | null
  readonly typeToken: Token
  /** What relative names are completed with at this place of the file. */
  readonly origin: string
  /** Whether `$TTL` holds here; else a record without TTL takes that of the one before. */
  readonly hasDefaultTtl: boolean
}

export interface MasterFile {
  readonly text: string
  readonly records: readonly MasterRecord[]
  readonly faults: readonly MasterFault[]
}

/** What the entries so far have set for those that follow. */
interface Reading {
  readonly text: string
  readonly records: MasterRecord[]
  readonly faults: MasterFault[]
  origin: string
  defaultTtl: number | null
}

const ttlPattern = /^(?:\d+|(?:\d+[smhdw])+)$/i
const classPattern = /^(?:IN|CH|HS|CS)$/i
const typePattern = /^[A-Z][A-Z0-9-]*$/i
const secondsIn: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** Reads a whole file. `origin` is the name of the zone, until the file says otherwise. */
export function parseMasterFile(text: string, origin: string): MasterFile {
  const { entries, faults } = readEntries(text)
  const reading: Reading = { text, records: [], faults: [...faults], origin, defaultTtl: null }
  for (const entry of entries) {
    const first = entry.tokens[0]
    if (!entry.indented && first?.text.startsWith('$')) readDirective(reading, entry)
    else readRecord(reading, entry)
  }
  const mark = generatedMark(text.slice(0, reading.records[0]?.entry.start))
  if (mark !== undefined) reading.faults.push(fault('zone-file-generated', text, mark))
  const inOrder = reading.faults.sort((one, other) => one.offset - other.offset)
  return Object.freeze({ text, records: reading.records, faults: inOrder })
}

function readDirective(reading: Reading, { tokens, start }: Entry): void {
  const [directive, value] = tokens
  const name = directive?.text.toUpperCase()
  if (name === '$INCLUDE' || name === '$GENERATE')
    reading.faults.push(fault('zone-file-include', reading.text, start))
  else if (name === '$ORIGIN' && value) reading.origin = absoluteName(value.text, reading.origin)
  else if (name === '$TTL' && value && ttlPattern.test(value.text))
    reading.defaultTtl = secondsOf(value.text)
  else reading.faults.push(fault('zone-file-unknown-directive', reading.text, start))
}

function readRecord(reading: Reading, entry: Entry): void {
  const previous = reading.records.at(-1)
  const [owner, rest] = entry.indented
    ? [null, entry.tokens]
    : [entry.tokens[0] ?? null, entry.tokens.slice(1)]
  const parts = partsOf(rest)
  // Name servers take a name in quotes for the same without; nobody writes one on purpose.
  if (!parts || parts.data.length === 0 || owner?.quoted === true) {
    reading.faults.push(fault('zone-file-not-a-record', reading.text, entry.start))
    return
  }
  if (!owner && !previous) {
    reading.faults.push(fault('zone-file-without-owner', reading.text, entry.start))
    return
  }
  const type = parts.typeToken.text.toUpperCase()
  if (isOpaqueText(type, parts.data))
    reading.faults.push(fault('zone-file-opaque-text', reading.text, entry.start))
  const serial = type === 'SOA' ? parts.data[2] : undefined
  if (serial && !isSerial(serial.text))
    reading.faults.push(fault('zone-file-bad-serial', reading.text, serial.start))
  const { origin, defaultTtl } = reading
  // Each property by name: an object that begins as a copy of another costs ten times as much to make.
  reading.records.push({
    typeToken: parts.typeToken,
    ttlToken: parts.ttlToken,
    data: parts.data,
    name: owner ? absoluteName(owner.text, origin) : (previous?.name ?? origin),
    ttl: ttlOf(parts, type, defaultTtl, previous),
    type,
    entry,
    owner,
    origin,
    hasDefaultTtl: defaultTtl !== null,
  })
}

type Parts = Pick<MasterRecord, 'ttlToken' | 'typeToken' | 'data'>

/** TTL and class may stand in either order, or be left out. */
function partsOf(tokens: readonly Token[]): Parts | undefined {
  let ttlToken: Token | null = null
  let hasClass = false
  for (const [index, token] of tokens.entries()) {
    if (!ttlToken && ttlPattern.test(token.text)) ttlToken = token
    else if (!hasClass && classPattern.test(token.text)) hasClass = true
    else
      return typePattern.test(token.text)
        ? { ttlToken, typeToken: token, data: tokens.slice(index + 1) }
        : undefined
  }
  return undefined
}

function ttlOf(
  { ttlToken, data }: Parts,
  type: string,
  defaultTtl: number | null,
  previous: MasterRecord | undefined,
): number | null {
  if (ttlToken) return secondsOf(ttlToken.text)
  if (defaultTtl !== null) return defaultTtl
  if (previous) return previous.ttl
  // With no TTL anywhere name servers take the last number of the SOA record.
  const minimum = type === 'SOA' ? data[6]?.text : undefined
  return minimum !== undefined && ttlPattern.test(minimum) ? secondsOf(minimum) : null
}

/** `3600`, `1h30m`. */
function secondsOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  return Array.from(text.toLowerCase().matchAll(/(\d+)([smhdw])/g)).reduce(
    (sum, [, count, unit]) => sum + Number(count) * (secondsIn[unit ?? ''] ?? 0),
    0,
  )
}

/** The notation for unknown types (RFC 3597), in which a text cannot be read or kept in its form. */
function isOpaqueText(type: string, data: readonly Token[]): boolean {
  return type === 'TYPE16' || (type === 'TXT' && data[0]?.text === '\\#')
}
