/** A zone file as data, or as findings with line and column: all of them, in the order of the file. */
import { finding, type Finding } from '../../findings.js'
import type { MasterFault } from './master-file-entries.js'
import { parseMasterFile } from './master-file.js'
import { zoneDataOf, type ZoneData } from './zone-data.js'

export type ParsedZone =
  | { readonly state: 'good'; readonly data: ZoneData }
  | { readonly state: 'faulty'; readonly findings: readonly [Finding, ...Finding[]] }

/** Of UTF-8 and UTF-16: what some Windows editors and shells put in front. */
const byteOrderMark = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/

export interface ZoneName {
  /** The path as people wrote it, for what is told of it. */
  readonly file: string
  /** The name of the zone, which completes relative names until the file says otherwise. */
  readonly origin: string
  /** Another zone that the file may be; a file that does not say itself which one it is, is then not believed. */
  readonly rival?: string | undefined
}

export function parseZone(text: string, { file, origin, rival }: ZoneName): ParsedZone {
  if (byteOrderMark.test(text)) {
    const place = { file, line: 1, column: 1 }
    return { state: 'faulty', findings: [finding('zone-file-byte-order-mark', { file }, place)] }
  }
  const parsed = parseMasterFile(text, origin)
  const [first, ...others] = placed(text, file, parsed.faults)
  if (first) return { state: 'faulty', findings: [first, ...others] }
  const data = zoneDataOf(parsed, origin)
  if (!data) return { state: 'faulty', findings: [finding('zone-file-without-soa', { file })] }
  // Its name server begins with the name of the SOA record, whatever domain of it we came for.
  if (data.zone !== origin) return { state: 'good', data: readAs(text, data.zone) ?? data }
  if (rival !== undefined && readAs(text, rival))
    return {
      state: 'faulty',
      findings: [finding('zone-file-of-which-zone', { file, origin, rival })],
    }
  return { state: 'good', data }
}

/** The file as that zone; undefined where its SOA record stands at another name. */
function readAs(text: string, zone: string): ZoneData | undefined {
  const data = zoneDataOf(parseMasterFile(text, zone), zone)
  return data?.zone === zone ? data : undefined
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
