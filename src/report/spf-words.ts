/** Small phrases of the `spf` commands: addresses however many, results, and ways through includes. */
import { foldList } from './fold.js'

/** What becomes of mail, by the name of a result, which stands behind it for those who know it. */
export function ending(result: string): string {
  return `${endings[result] ?? 'not known'} (${result})`
}

const endings: Readonly<Record<string, string>> = {
  pass: 'let in',
  fail: 'to be refused',
  softfail: 'taken as suspicious',
  neutral: 'left undecided',
  none: 'left undecided',
  permerror: 'not judged, since receivers give the record up',
}

/** Whether so many addresses are meant that blocks tell nobody anything: a sixteenth of all, or more. */
export function isCrowd(ranges: readonly string[]): boolean {
  return ranges.some(range => /\/[0-4]$/.test(range))
}

export function crowd(ranges: readonly string[]): string {
  return isCrowd(ranges) ? `Nearly everybody (${few(ranges)})` : few(ranges)
}

/** `include:a and include:b`; of a way that goes round and round, where it begins and ends. */
export function way(via: readonly string[]): string {
  const [first = '', last = ''] = [via[0], via.at(-1)]
  return via.length <= 3
    ? via.join(' and ')
    : `${first}, ${String(via.length - 2)} more and ${last}`
}

/** The first of many; JSON has them all. */
export function few(ranges: readonly string[]): string {
  const { shown, more } = foldList(ranges, 3)
  return more > 0 ? `${shown.join(', ')} and ${String(more)} more` : shown.join(', ')
}
