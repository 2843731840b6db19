/** The device sheets of a tenant: what a technician types in, device by device. */
import type { Decision } from '../compile/compiled.js'
import { readingOf, type Reading } from './reading.js'
import { byText, counted } from './wording.js'

export interface SheetReport {
  readonly report: 'sheet'
  readonly folder: string
  readonly tenant: string
  readonly reading: Reading
  readonly headline: string
  readonly decisions: readonly Decision[]
}

export function sheetReport(input: {
  readonly folder: string
  readonly tenant: string
  readonly driver: string
  readonly decisions: readonly Decision[]
}): SheetReport {
  const [only] = input.decisions
  const decisions = [...input.decisions].sort((one, other) => byText(one.device, other.device))
  return Object.freeze({
    report: 'sheet',
    folder: input.folder,
    tenant: input.tenant,
    reading: readingOf(input.driver, false),
    headline: only && decisions.length === 1 ? only.device : counted(decisions.length, 'device'),
    decisions,
  })
}
