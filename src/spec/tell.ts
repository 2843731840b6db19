/**
 * Collects what there is to tell while a spec is read.
 *
 * Reading goes through many small functions, each of which may find faults and
 * goes on; so they are handed one function to tell them to. It adds the place
 * and the line for the caret. What is said twice of one place (a fault in a
 * profile that forty devices use) is told once.
 */
import { finding, type Finding, type FindingCode, type catalogue } from '../findings.js'
import type { FactsOf } from '../findings/words.js'
import { placeIn, withLine } from './source.js'
import { offsetOf, type Spot } from './spot.js'

export type Tell = <Code extends FindingCode>(
  code: Code,
  facts: FactsOf<(typeof catalogue)[Code]>,
  spot?: Spot,
) => void

export interface Notebook {
  readonly tell: Tell
  add(findings: readonly Finding[]): void
  /** All that was told, in the order of the files and of the text. */
  findings(): readonly Finding[]
}

export function createNotebook(): Notebook {
  const told = new Map<string, Finding>()
  const keep = (one: Finding) => {
    const place = one.place
    const where = place ? `${place.file}:${String(place.line)}:${String(place.column)}` : ''
    told.set(`${one.code} ${where} ${one.message}`, one)
  }
  return {
    tell(code, facts, spot) {
      const source = spot?.raw.source
      const offset = spot && offsetOf(spot)
      if (source && offset !== undefined)
        keep(withLine(finding(code, facts, placeIn(source, offset)), source))
      else keep(finding(code, facts))
    },
    add(findings) {
      findings.forEach(keep)
    },
    findings() {
      return Object.freeze([...told.values()].sort(byPlace))
    },
  }
}

function byPlace(one: Finding, other: Finding): number {
  const file = compareText(one.place?.file ?? '', other.place?.file ?? '')
  const line = (one.place?.line ?? 0) - (other.place?.line ?? 0)
  const column = (one.place?.column ?? 0) - (other.place?.column ?? 0)
  return file || line || column || compareText(one.code, other.code)
}

/** The same order on every machine, whatever its language. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
