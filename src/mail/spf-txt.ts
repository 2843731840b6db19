/**
 * Where an SPF record stands: one among the TXT values of a name, and in strings
 * of at most 255 bytes, which are joined without a blank (RFC 7208, section 3.3).
 */
import { txtStringLength } from './limits.js'
import { isSpf } from './spf.js'

export type SpfInTxt =
  | { readonly state: 'absent' }
  | { readonly state: 'present'; readonly record: string }
  /** Two records make receivers ignore both, so neither may be picked. */
  | { readonly state: 'several'; readonly records: readonly string[] }

/** The SPF record among the TXT values of one name, each value with its strings joined. */
export function spfRecordIn(values: readonly string[]): SpfInTxt {
  const records = values.filter(isSpf)
  const [record] = records
  if (record === undefined) return { state: 'absent' }
  return records.length === 1 ? { state: 'present', record } : { state: 'several', records }
}

/** The strings that a TXT value is stored as. A value is a text of bytes: one character, one byte. */
export function splitTxt(value: string): readonly string[] {
  const strings: string[] = []
  for (let at = 0; at < value.length; at += txtStringLength.value)
    strings.push(value.slice(at, at + txtStringLength.value))
  return strings.length === 0 ? [''] : strings
}

export function joinTxt(strings: readonly string[]): string {
  return strings.join('')
}

/** A TXT record as one text, in whichever form the resolver gives it. */
export function textOfRecord(record: unknown): string {
  return Array.isArray(record) ? joinTxt(record.map(String)) : String(record)
}
