/**
 * Get cmdlets stop after 1,000 rows unless told otherwise, and say so only in a
 * warning: who does not ask for Unlimited takes a part for the whole.
 */
import type { Row } from '../../drivers.js'
import type { Bound } from './binding.js'
import { answer, type Answer } from './cmdlet.js'
import type { Tenant } from './tenant.js'

const usual = 1000

/** Makes rows only for the items that are shown. */
export function limited<Item>(
  tenant: Tenant,
  bound: Bound,
  items: readonly Item[],
  toRow: (item: Item) => Row,
): Answer {
  const size = bound.ResultSize
  const most = size === 'Unlimited' ? Infinity : typeof size === 'number' ? size : usual
  if (items.length <= most) return answer(tenant, items.map(toRow))
  const warning =
    `Only the first ${String(most)} items are returned. ` +
    'Use the ResultSize parameter to ask for more, or for all with Unlimited.'
  return answer(tenant, items.slice(0, most).map(toRow), [warning])
}
