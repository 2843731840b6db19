/** A zone file as data, or as findings with line and column: all of them, in the order of the file. */
import { finding, type Finding, type Place } from '../../findings.js'
import { parseMasterFile } from './master-file.js'
import { zoneDataOf, type ZoneData } from './zone-data.js'

export type ParsedZone =
  | { readonly state: 'good'; readonly data: ZoneData }
  | { readonly state: 'faulty'; readonly findings: readonly [Finding, ...Finding[]] }

export function parseZone(text: string, file: string, origin: string): ParsedZone {
  const parsed = parseMasterFile(text, origin)
  const [first, ...others] = parsed.faults.map(fault =>
    finding(fault.code, { file, text: fault.text }, placeIn(text, file, fault.offset)),
  )
  if (first) return { state: 'faulty', findings: [first, ...others] }
  const data = zoneDataOf(parsed, origin)
  return data
    ? { state: 'good', data }
    : { state: 'faulty', findings: [finding('zone-file-without-soa', { file })] }
}

export function placeIn(text: string, file: string, offset: number): Place {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { file, line, column: offset - before.lastIndexOf('\n') }
}
