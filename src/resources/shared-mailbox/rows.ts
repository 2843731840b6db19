/** What the rows about a mailbox or another recipient say of who it is. */
import type { Row } from '../../drivers/drivers.js'
import { textOf } from '../row-text.js'

/** The names a mailbox goes by in a right, beside its primary address. */
export const nameProperties: readonly string[] = Object.freeze([
  'Guid',
  'Identity',
  'Name',
  'Alias',
  'ExternalDirectoryObjectId',
])

export function primaryOf(row: Row): string {
  return textOf(row.PrimarySmtpAddress).toLowerCase()
}

export function guidOf(row: Row): string {
  return textOf(row.Guid)
}
