/**
 * Who and what a role assignment joins. Exchange calls an application and a scope
 * by an id here and by a name there, so each is looked up in the list of its own.
 */
import type { Row } from '../../drivers/drivers.js'
import { keyFrom, type Key } from '../key.js'
import type { Mark } from '../mark.js'
import { textOf } from '../row-text.js'

/** The object id of the application; what Exchange calls it where it is unknown by now. */
export function assigneeOf(assignment: Row, principals: readonly Row[]): string {
  const called = [assignment.RoleAssigneeName, assignment.RoleAssignee].map(textOf)
  const names = ['ObjectId', 'AppId', 'Guid', 'Name', 'Identity', 'DisplayName']
  const principal = principals.find(one => isCalled(one, names, called))
  return textOf(principal?.ObjectId ?? called.find(one => one !== '')).toLowerCase()
}

/** The key of the scope; its name where it bears no mark of ours, and nothing where there is none. */
export function scopeKeyOf(assignment: Row, scopes: readonly Row[], mark: Mark): string {
  const called = [assignment.CustomResourceScope, assignment.CustomRecipientWriteScope].map(textOf)
  const scope = scopes.find(one => isCalled(one, ['Name', 'Guid', 'Identity'], called))
  const name = textOf(scope?.Name ?? called.find(one => one !== ''))
  return mark.keyIn(name) ?? keyFrom(name)
}

/** The scope that bears our mark for the key, else the one of that name. */
export function scopeOfKey(scopes: readonly Row[], key: string, mark: Mark): Row | undefined {
  const wanted: Key = keyFrom(key)
  return (
    scopes.find(one => mark.keyIn(one.Name) === wanted) ??
    scopes.find(one => keyFrom(textOf(one.Name)) === wanted)
  )
}

function isCalled(row: Row, names: readonly string[], called: readonly string[]): boolean {
  const wanted = called.filter(one => one !== '').map(one => one.toLowerCase())
  return names.some(name => wanted.includes(textOf(row[name]).toLowerCase()))
}
