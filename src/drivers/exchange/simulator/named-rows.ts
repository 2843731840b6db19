/**
 * Rows of configuration that are called by a name or an id: who is meant, which
 * of them show by now, and what a Get gives of them.
 */
import type { Row } from '../../drivers.js'
import { textOf, type Bound } from './binding.js'
import { answer, type Answer, type Moment } from './cmdlet.js'
import { isVisible } from './directory.js'
import { leaveOut } from './leave-out.js'
import { notFound } from './refusal.js'
import { withRows, type ConfigurationNoun, type Tenant } from './tenant.js'

export interface NamedNoun {
  readonly noun: ConfigurationNoun
  /** Each of these names a row. */
  readonly called: readonly string[]
}

/** The one row that the identity names, whichever way it does. */
export function theRow(
  tenant: Tenant,
  { noun, called }: NamedNoun,
  identity: string,
  moment: Moment,
): Row {
  const wanted = identity.toLowerCase()
  const found = tenant.objects[noun].find(
    row =>
      isVisible(row, moment) && called.some(name => String(row[name]).toLowerCase() === wanted),
  )
  if (!found) throw notFound(identity)
  return found
}

/** All of them, or the one that is asked for; an unknown one is not found. */
export function readRows(tenant: Tenant, named: NamedNoun, bound: Bound, moment: Moment): Answer {
  const identity = textOf(bound, 'Identity')
  const rows =
    identity === undefined
      ? tenant.objects[named.noun].filter(row => isVisible(row, moment))
      : [theRow(tenant, named, identity, moment)]
  return answer(tenant, rows.map(shownRow))
}

export function removeRow(tenant: Tenant, named: NamedNoun, bound: Bound, moment: Moment): Answer {
  const gone = theRow(tenant, named, textOf(bound, 'Identity') ?? '', moment)
  const rows = tenant.objects[named.noun].filter(row => row !== gone)
  return answer(withRows(tenant, named.noun, rows))
}

export function replaceRow(
  tenant: Tenant,
  noun: ConfigurationNoun,
  before: Row,
  after: Row,
): Tenant {
  const rows = tenant.objects[noun].map(row => (row === before ? after : row))
  return withRows(tenant, noun, rows)
}

export function shownRow(row: Row): Row {
  return leaveOut(row, ['visibleFrom'])
}
