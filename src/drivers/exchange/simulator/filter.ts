/**
 * OPATH filters over recipients. Texts compare without regard to case, `*` is
 * the only wildcard, a list matches when one of its values does, and `$null`
 * is what nobody set. A filter that only asks for addresses is answered from
 * the address index, not by walking every recipient.
 */
import { holdersOf } from './directory.js'
import { parseFilter, type Filter, type Order } from './filter-parse.js'
import { faultyFilter } from './filter-tokens.js'
import { addressKey, primaryOf } from './proxy-address.js'
import { casMailboxRow, mailboxProperties, mailboxRow, protocolDefaults } from './recipient-row.js'
import type { Recipient, Tenant } from './tenant.js'

type Test = (one: Recipient) => boolean

/** The recipients that the filter lets through. */
export function filtered(tenant: Tenant, filter: string): readonly Recipient[] {
  const tree = parseFilter(filter)
  const test = compiled(tree)
  const addresses = addressesIn(tree)
  if (!addresses) return tenant.recipients.filter(test)
  const candidates = new Set(addresses.flatMap(address => holdersOf(tenant, address)))
  return [...candidates].filter(test)
}

/** The addresses of which every match must hold one; undefined where the filter says no such thing. */
function addressesIn(tree: Filter): readonly string[] | undefined {
  if (tree.kind === 'one-of' && isAddresses(tree.property))
    return tree.values.filter(value => typeof value === 'string')
  if (tree.kind === 'all') return tree.of.map(addressesIn).find(found => found !== undefined)
  if (tree.kind !== 'any') return undefined
  const parts = tree.of.map(addressesIn)
  const known = parts.filter(part => part !== undefined)
  return known.length === parts.length ? known.flat() : undefined
}

function compiled(tree: Filter): Test {
  switch (tree.kind) {
    case 'any': {
      const tests = tree.of.map(compiled)
      return one => tests.some(test => test(one))
    }
    case 'all': {
      const tests = tree.of.map(compiled)
      return one => tests.every(test => test(one))
    }
    case 'not': {
      const test = compiled(tree.of)
      return one => !test(one)
    }
    case 'one-of': {
      const wanted = new Set(tree.values.map(value => comparable(tree.property, value)))
      return someValue(tree.property, value => wanted.has(comparable(tree.property, value)))
    }
    case 'like': {
      const pattern = wildcard(tree.pattern)
      return someValue(tree.property, value => pattern.test(asText(value)))
    }
    case 'order':
      return someValue(tree.property, value => ordered(asText(value), tree.sign, tree.value))
  }
}

function someValue(property: string, holds: (value: unknown) => boolean): Test {
  const look = getter(property)
  return one => {
    const value = look(one)
    if (!Array.isArray(value)) return holds(value)
    return value.length === 0 ? holds(null) : value.some(holds)
  }
}

/** Properties read straight from the record, because large tenants are filtered by them. */
const direct: Readonly<Record<string, (one: Recipient) => unknown>> = {
  emailaddresses: one => one.EmailAddresses,
  alias: one => one.Alias,
  name: one => one.Name,
  displayname: one => one.DisplayName,
  guid: one => one.Guid,
  primarysmtpaddress: one => primaryOf(one.EmailAddresses),
  userprincipalname: one => one.UserPrincipalName,
  recipienttypedetails: one => one.RecipientTypeDetails,
}

const known = new Map(
  [...mailboxProperties, ...Object.keys(protocolDefaults)].map(name => [name.toLowerCase(), name]),
)

function getter(property: string): (one: Recipient) => unknown {
  const name = known.get(property.toLowerCase())
  if (name === undefined) throw faultyFilter(`"${property}" is no property to filter by`)
  const own = direct[name.toLowerCase()]
  if (own) return own
  if (name.startsWith('CustomAttribute')) return one => one.settings?.[name]
  return one => ({ ...casMailboxRow(one), ...mailboxRow(one) })[name]
}

function comparable(property: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  const text = asText(value)
  return isAddresses(property) ? addressKey(text) : text
}

function isAddresses(property: string): boolean {
  return property.toLowerCase() === 'emailaddresses'
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value.toLowerCase()
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'is')
}

function ordered(value: string, sign: Order, limit: string): boolean {
  const order = compare(value, limit.toLowerCase())
  switch (sign) {
    case 'gt':
      return order > 0
    case 'ge':
      return order >= 0
    case 'lt':
      return order < 0
    case 'le':
      return order <= 0
  }
}

/** Dates as dates, all else as text. */
function compare(one: string, other: string): number {
  const [first, second] = [Date.parse(one), Date.parse(other)]
  if (!Number.isNaN(first) && !Number.isNaN(second)) return first - second
  return one < other ? -1 : one > other ? 1 : 0
}
