import type { Row } from '../../drivers.js'

/** The row without these properties. */
export function leaveOut(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
}
