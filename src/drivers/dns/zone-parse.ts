/** A zone file as data, or as findings with line and column: all of them, in the order of the file. */
import { finding, type Finding } from '../../findings.js'
import type { MasterFault } from './master-file-entries.js'
import { parseMasterFile } from './master-file.js'
import { zoneDataOf, type ZoneData } from './zone-data.js'

export type ParsedZone =
  | { readonly state: 'good'; readonly data: ZoneData }
  | { readonly state: 'faulty'; readonly findings: readonly [Finding, ...Finding[]] }

export function parseZone(text: string, file: string, origin: string): ParsedZone {
  const parsed = parseMasterFile(text, origin)
  const [first, ...others] = placed(text, file, parsed.faults)
  if (first) return { state: 'faulty', findings: [first, ...others] }
  const data = zoneDataOf(parsed, origin)
  return data
    ? { state: 'good', data }
    : { state: 'faulty', findings: [finding('zone-file-without-soa', { file })] }
}

/** Counts the lines once for all faults: a file that is no zone file may have very many. */
function placed(text: string, file: string, faults: readonly MasterFault[]): readonly Finding[] {
  let line = 1
  let start = 0
  return faults.map(({ code, offset, text: shown }) => {
    for (let end = text.indexOf('\n', start); end !== -1 && end < offset;) {
      line += 1
      start = end + 1
      end = text.indexOf('\n', start)
    }
    return finding(code, { file, text: shown }, { file, line, column: offset - start + 1 })
  })
}
