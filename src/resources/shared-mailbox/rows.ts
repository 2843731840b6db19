/** What the rows about a mailbox or another recipient say of who it is. */
import type { Row } from '../../drivers/drivers.js'

export function primaryOf(row: Row): string {
  return textOf(row.PrimarySmtpAddress).toLowerCase()
}

export function guidOf(row: Row): string {
  return textOf(row.Guid)
}

export function textOf(raw: unknown): string {
  return typeof raw === 'string' ? raw : ''
}
