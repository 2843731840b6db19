/**
 * Changes of EmailAddresses. Facts: `SMTP:` stands once and is the primary
 * address; without a type it is smtp, and the first becomes primary; accepted
 * domains only; a plain list overwrites, `{ add, remove }` edits.
 */
import type { ParameterValue } from '../../drivers.js'
import { editOf } from './binding.js'
import { addressKey, isPrimary, mailAddressOf, primaryOf, withPrimary } from './proxy-address.js'
import { invented } from './refusal.js'

export function changedAddresses(
  current: readonly string[],
  given: ParameterValue | undefined,
): readonly string[] {
  const edit = editOf(given)
  if (edit) return withEdit(current, edit.add ?? [], edit.remove ?? [])
  return overwritten(Array.isArray(given) ? given.map(String) : [])
}

function overwritten(given: readonly string[]): readonly string[] {
  const primaries = given.filter(isPrimary)
  if (primaries.length > 1)
    throw invented('rejected', 'TwoPrimaryAddresses', 'There can be only one primary address.')
  const [firstUntyped] = given.filter(one => !one.includes(':'))
  const primary = primaries[0] === undefined ? firstUntyped : mailAddressOf(primaries[0])
  if (primary === undefined)
    throw invented('rejected', 'NoPrimaryAddress', 'There must be a primary address.')
  return withPrimary(distinct(given.map(typed)), primary)
}

function withEdit(
  current: readonly string[],
  add: readonly string[],
  remove: readonly string[],
): readonly string[] {
  const removed = new Set(remove.map(addressKey))
  const primary = primaryOf(current)
  if (removed.has(addressKey(primary)) && !add.some(isPrimary))
    throw invented('rejected', 'NoPrimaryAddress', 'The primary address cannot be removed.')
  const kept = current.filter(one => !removed.has(addressKey(one)))
  const promoted = add.find(isPrimary)
  const all = distinct([...kept, ...add.map(one => typed(one).replace(/^SMTP:/, 'smtp:'))])
  return promoted === undefined ? all : withPrimary(all, mailAddressOf(promoted) ?? primary)
}

/** The first of those that mean the same address stays. */
function distinct(proxies: readonly string[]): readonly string[] {
  const keys = proxies.map(addressKey)
  return proxies.filter((one, index) => keys.indexOf(addressKey(one)) === index)
}

function typed(written: string): string {
  return written.includes(':') ? written.replace(/^smtp:/i, lowerUnlessUpper) : `smtp:${written}`
}

function lowerUnlessUpper(type: string): string {
  return type === 'SMTP:' ? type : 'smtp:'
}
