/**
 * The columns of an inventory list: the keys of a device in the spec, under the
 * same names. `name` is the device's; `labels.owner` is a label.
 */
import { finding, type Finding } from '../../findings.js'
import { deviceSchema } from '../../spec/schema/device.js'
import { createSuggest } from '../../spec/suggest.js'
import type { Cell } from './csv.js'

export interface Column {
  /** A key of the device; null for its name. */
  readonly key: string | null
  readonly label: string | null
  readonly index: number
}

const keys: readonly string[] = Object.keys(deviceSchema.shape).filter(key => key !== 'labels')
const bare = (text: string) => text.toLowerCase().replace(/[\s_-]/gu, '')
const byBareName = new Map<string, string>([
  ...keys.map(key => [bare(key), key] as const),
  ['device', 'name'],
  ['name', 'name'],
])

export interface Columns {
  readonly columns: readonly Column[]
  readonly findings: readonly Finding[]
}

export function columnsOf(header: readonly Cell[], file: string): Columns {
  const columns: Column[] = []
  const findings: Finding[] = []
  const suggest = createSuggest()
  for (const [index, cell] of header.entries()) {
    if (cell.text === '') continue
    const place = { file, line: cell.line, column: cell.column }
    const label = /^labels?\.(?<name>.+)$/iu.exec(cell.text)?.groups?.name?.trim()
    const known = byBareName.get(bare(cell.text))
    if (label === undefined && known === undefined) {
      const meant = suggest(cell.text, [...keys, 'name'])
      const suggestion = meant === undefined ? '' : `Did you mean \`${meant}\`? `
      const all = ['name', ...keys].join(', ')
      findings.push(finding('column-unknown', { column: cell.text, suggestion, known: all }, place))
      continue
    }
    const key = known === 'name' ? null : (known ?? 'labels')
    const column = { key, label: label ?? null, index }
    if (columns.some(one => one.key === key && one.label === column.label))
      findings.push(finding('column-twice', { column: cell.text }, place))
    else columns.push(column)
  }
  const [first] = header
  if (!columns.some(one => one.key === null) && first)
    findings.push(
      finding('list-without-names', {}, { file, line: first.line, column: first.column }),
    )
  return { columns, findings }
}
