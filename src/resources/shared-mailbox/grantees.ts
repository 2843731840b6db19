/**
 * Whose a SendAs right is, where the rights of all are listed. Such a row names
 * its trustee by a sign-in name or whatever Exchange calls a group, which need not
 * be an address. But members also have FullAccess, and that row tells an address
 * beside the same security identifier: by it they are known here. One without
 * FullAccess goes by an address alone, and lacks a right in any case.
 */
import type { Row } from '../../drivers/drivers.js'
import { smtpAddressesOf } from '../holders.js'
import { textOf } from '../row-text.js'

/** `openings`: rows of Get-MailboxPermission, of any mailboxes. */
export function grantees(openings: readonly Row[]): (right: Row, person: Row) => boolean {
  const known = new Map<string, Set<string>>()
  for (const opening of openings)
    for (const address of namesIn(opening.PrimarySmtpAddress, opening.User)) {
      const names = known.get(address) ?? new Set<string>()
      for (const name of namesIn(opening.User, opening.UserSid)) names.add(name)
      known.set(address, names)
    }
  return (right, person) => {
    const told = namesIn(right.Trustee, right.TrusteeSidString)
    return smtpAddressesOf(person).some(address =>
      told.some(name => name === address || known.get(address)?.has(name)),
    )
  }
}

function namesIn(...values: readonly unknown[]): readonly string[] {
  return values.map(one => textOf(one).toLowerCase()).filter(name => name !== '')
}
