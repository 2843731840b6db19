/**
 * Devices of a list as YAML, one property a line, with the cell that each line
 * comes from: so whatever is wrong with a line is told at the cell.
 */
import { yamlComment, yamlList, yamlText } from '../yaml-text.js'
import type { Cell } from './csv.js'
import type { Column } from './columns.js'

export interface DeviceText {
  readonly text: string
  /** By line of the text, from 1. */
  readonly origins: ReadonlyMap<number, Cell>
}

export interface DeviceRow {
  readonly name: Cell
  readonly cells: readonly { readonly column: Column; readonly cell: Cell }[]
}

const lists: readonly string[] = ['from', 'to', 'auth', 'ports']
const numbers: readonly string[] = ['ports', 'recipientsPerDay', 'messagesPerMinute']
const flags: readonly string[] = ['ownSmtpServer']

export function deviceText(rows: readonly DeviceRow[], source: string): DeviceText {
  const lines: string[] = [yamlComment(`Made by devicemail import from ${source}.`), 'devices:']
  const origins = new Map<number, Cell>()
  const add = (text: string, cell: Cell) => {
    lines.push(text)
    origins.set(lines.length, cell)
  }
  for (const { name, cells } of rows) {
    add(`  ${yamlText(name.text)}:`, name)
    const filled = cells.filter(({ cell }) => cell.text !== '')
    for (const { column, cell } of filled)
      if (column.key !== null && column.label === null)
        add(`    ${column.key}: ${valueOf(column.key, cell.text)}`, cell)
    const labels = filled.filter(({ column }) => column.label !== null)
    const [first] = labels
    if (first) add('    labels:', first.cell)
    for (const { column, cell } of labels)
      add(`      ${yamlText(column.label ?? '')}: ${yamlText(cell.text)}`, cell)
  }
  return { text: `${lines.join('\n')}\n`, origins }
}

function valueOf(key: string, text: string): string {
  if (!lists.includes(key)) return scalar(key, text)
  const parts = text.split(/[\s,;|]+/u).filter(part => part !== '')
  return numbers.includes(key) && parts.every(part => /^\d+$/u.test(part))
    ? `[${parts.join(', ')}]`
    : yamlList(parts)
}

function scalar(key: string, text: string): string {
  if (numbers.includes(key) && /^\d+$/u.test(text)) return text
  if (flags.includes(key) && /^(?:yes|true|1)$/iu.test(text)) return 'true'
  if (flags.includes(key) && /^(?:no|false|0)$/iu.test(text)) return 'false'
  return yamlText(text)
}
