/** What the rows about a mailbox or another recipient say of who it is. */
import type { Row } from '../../drivers/drivers.js'
import { textOf } from '../row-text.js'

export function primaryOf(row: Row): string {
  return textOf(row.PrimarySmtpAddress).toLowerCase()
}

export function guidOf(row: Row): string {
  return textOf(row.Guid)
}
