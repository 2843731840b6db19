/**
 * New TXT records in a zone file, written as their neighbours are: behind the
 * name's TXT records, else behind its last record, else behind the last record
 * of the zone's own name.
 */
import { insertion, type Splice } from '../../mail/splice.js'
import { inColumn, quotedStrings, relativeName } from './master-file-text.js'
import type { MasterRecord } from './master-file.js'
import { ofType, type ZoneData } from './zone-data.js'

export function additions(
  data: ZoneData,
  name: string,
  values: readonly string[],
  removed: ReadonlySet<MasterRecord>,
): readonly Splice[] {
  if (values.length === 0) return []
  const { text } = data.file
  const own = data.byName.get(name) ?? []
  const apex = data.byName.get(data.zone)
  const neighbour = ofType(own, 'TXT').at(-1) ?? own.at(-1) ?? apex?.at(-1) ?? data.soa
  const head = headOf(text, name, neighbour, removed.has(neighbour))
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n'
  const at = neighbour.entry.end
  const lines = values.map(value => linesOf(head, quotedStrings(value), lineBreak)).join('')
  return [insertion(at, text.charAt(at - 1) === '\n' ? lines : `${lineBreak}${lines}`)]
}

function linesOf(head: string, strings: readonly string[], lineBreak: string): string {
  if (strings.length === 1) return `${head}${strings.join('')}${lineBreak}`
  const indent = ' '.repeat(8)
  const inside = strings.map(one => `${indent}${one}`).join(lineBreak)
  return `${head}(${lineBreak}${inside} )${lineBreak}`
}

/** Owner, TTL, class and type in the columns of the neighbour. */
function headOf(text: string, name: string, neighbour: MasterRecord, isGoing: boolean): string {
  const { entry, owner, ttlToken, typeToken, data, origin } = neighbour
  const written = relativeName(name, origin)
  const second = owner ? entry.tokens[1] : entry.tokens[0]
  const before = text.slice(entry.start, typeToken.start)
  if (!second || /[\n(;]/.test(before)) return `${written} IN TXT `

  const ownerField = text.slice(entry.start, second.start)
  const isSame = neighbour.name === name
  const leavesOut = isSame && !owner && !isGoing
  const ownerText = leavesOut ? ownerField : ownerFieldFor(written, ownerField)
  // Another name's TTL says nothing about this one.
  const middle = text.slice(second.start, typeToken.start)
  const ttlAndClass = isSame || !ttlToken ? middle : middle.replace(/^(.*?)\d\w*\s*/, '$1')
  // The record that it had its TTL from may be going too.
  const leans = isSame && isGoing && !ttlToken && !neighbour.hasDefaultTtl
  const ttl = leans && neighbour.ttl !== null ? `${String(neighbour.ttl)} ` : ''
  const typeField = text.slice(typeToken.start, data[0]?.start ?? typeToken.end)
  const isPlain = /^\S+[ \t]+$/.test(typeField)
  return `${ownerText}${ttl}${ttlAndClass}${isPlain ? typeFieldFor(typeField) : 'TXT '}`
}

function ownerFieldFor(name: string, field: string): string {
  const tabs = /\t+$/.exec(field)?.[0]
  return tabs === undefined ? inColumn(name, field.length) : `${name}${tabs}`
}

function typeFieldFor(field: string): string {
  const tabs = /\t+$/.exec(field)?.[0]
  return tabs === undefined ? inColumn('TXT', field.length) : `TXT${tabs}`
}
