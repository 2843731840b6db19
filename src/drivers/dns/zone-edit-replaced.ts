/** A new value in the place of an old one: TTL, layout and comments of the record stay. */
import { removal, type Splice } from '../../mail/splice.js'
import { quotedStrings } from './master-file-text.js'
import type { MasterRecord } from './master-file.js'

export function replacement(
  text: string,
  { data }: MasterRecord,
  value: string,
): readonly Splice[] {
  const [first, ...others] = data
  const last = data.at(-1)
  if (!first || !last) return []
  const strings = quotedStrings(value)
  if (strings.length === data.length)
    return data.map(({ start, end }, index) => ({ start, end, text: strings[index] ?? '' }))
  const between = others.map(({ start }, index) => text.slice(data[index]?.end, start)).join('')
  // Comments between the strings say something of the record; they outlive the strings.
  if (between.includes(';'))
    return [
      { start: first.start, end: first.end, text: strings.join(' ') },
      ...others.map(({ start, end }) => removal(start, end)),
    ]
  return [{ start: first.start, end: last.end, text: strings.join(' ') }]
}
