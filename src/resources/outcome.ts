/** Reading one outcome of a batch: its rows, or its fault thrown. */
import type { Outcome, Row } from '../drivers/drivers.js'

export function rowsOf(outcome: Outcome): readonly Row[] {
  if (outcome.status === 'failed') throw outcome.fault
  return outcome.rows
}
