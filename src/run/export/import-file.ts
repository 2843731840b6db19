/**
 * The file that `pulumi import --file` takes, for people who write a Pulumi
 * program of their own. Our own program needs none: `adopt: true` is its import.
 */
import { kinds } from '../../resources/kinds.js'
import type { Wanted } from '../../resources/resource.js'
import { typeToken } from '../../resources/type-token.js'

/** Type, name and id suffice; the id of a thing is its key. '' where there is nothing to take over. */
export function importFile(spec: string, wanted: readonly Wanted[]): string {
  const whole = new Set(kinds.filter(one => one.owns === 'object').map(one => one.name))
  const resources = wanted
    .filter(one => whole.has(one.kind))
    .map(({ kind, key }) => ({ type: typeToken(kind), name: `${spec}/${key}`, id: key }))
    .sort((one, other) => (one.type + one.id < other.type + other.id ? -1 : 1))
  return resources.length === 0 ? '' : `${JSON.stringify({ resources }, null, 2)}\n`
}
