/**
 * Makes devices of an inventory list. The YAML that comes of it is held against
 * the rules of every spec, together with the folder it is for; what is wrong is
 * told at the cell of the list.
 */
import { basename } from 'node:path'
import { compile } from '../../compile/compile.js'
import { finding, type Finding } from '../../findings.js'
import { openSpecFolder } from '../../spec/folder.js'
import { load } from '../../spec/load.js'
import { folderOf, overlaid } from '../overlay-folder.js'
import { columnsOf } from './columns.js'
import { parseCsv, type Cell } from './csv.js'
import { deviceText, type DeviceRow } from './device-text.js'
import { standIn } from './stand-in.js'

export interface Imported {
  /** The name of the file that the text is for. */
  readonly file: string
  readonly text: string
  readonly devices: number
  readonly findings: readonly Finding[]
}

/** `folder` is the spec that the devices are for; null: they are judged by themselves. */
export function importDevices(source: string, path: string, folder: string | null): Imported {
  const list = basename(path)
  const file = `${list.replace(/\.[^.]*$/u, '')}.yaml`
  const { rows, findings } = rowsOf(source, list)
  if (rows.length === 0) return { file, text: '', devices: 0, findings }
  const { text, origins } = deviceText(rows, list)
  const base =
    folder === null ? folderOf('list', { '0.yaml': standIn(rows) }) : openSpecFolder(folder)
  const loaded = load(overlaid(base, { [file]: text }))
  // Around devices alone stands no site that has an address, so no way of sending can be found.
  const compiled = loaded.spec && folder !== null ? compile(loaded.spec) : undefined
  const lines = source.split(/\r?\n|\r/u)
  const told = [...loaded.findings, ...(compiled?.findings ?? [])]
    .map(one => atCell(one, { file, list, origins, lines }))
    .filter(one => one.place?.file === list || (folder !== null && one.severity === 'error'))
  return { file, text, devices: rows.length, findings: [...findings, ...told] }
}

interface Rows {
  readonly rows: readonly DeviceRow[]
  readonly findings: readonly Finding[]
}

function rowsOf(source: string, list: string): Rows {
  if (/[\0\ufffd]/u.test(source))
    return { rows: [], findings: [finding('list-not-utf-8', { file: list })] }
  const { rows, unclosed } = parseCsv(source)
  const placeOf = ({ line, column }: Cell) => ({ file: list, line, column })
  if (unclosed) return { rows: [], findings: [finding('quote-unclosed', {}, placeOf(unclosed))] }
  const [header, ...body] = rows
  if (!header || body.length === 0)
    return { rows: [], findings: [finding('list-empty', { file: list })] }
  const { columns, findings } = columnsOf(header, list)
  const devices: DeviceRow[] = []
  const found = [...findings]
  for (const row of body) {
    const [first] = row
    const surplus = row.find((cell, index) => index >= header.length && cell.text !== '')
    if (surplus)
      found.push(
        finding('row-too-long', { count: row.length, most: header.length }, placeOf(surplus)),
      )
    const cells = columns.flatMap(column => {
      const cell = row[column.index]
      return cell ? [{ column, cell }] : []
    })
    const name = cells.find(({ column }) => column.key === null)?.cell
    const twin = name && devices.find(one => one.name.text === name.text)
    if (twin)
      found.push(
        finding(
          'device-listed-twice',
          { device: twin.name.text, line: twin.name.line },
          placeOf(name),
        ),
      )
    else if (name && name.text !== '') devices.push({ name, cells })
    else if (first && columns.some(({ key }) => key === null))
      found.push(finding('row-without-name', {}, placeOf(name ?? first)))
  }
  return { rows: devices, findings: found }
}

interface Origin {
  readonly file: string
  readonly list: string
  readonly origins: ReadonlyMap<number, Cell>
  readonly lines: readonly string[]
}

/** The finding where the list says it, not where the YAML made of it does. */
function atCell(one: Finding, { file, list, origins, lines }: Origin): Finding {
  const cell = one.place?.file === file ? origins.get(one.place.line) : undefined
  if (!cell) return one
  const place = { file: list, line: cell.line, column: cell.column }
  return { ...one, place, line: lines[cell.line - 1] ?? cell.text }
}
