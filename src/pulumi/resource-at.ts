/**
 * Which resource a line of the spec is about: the line lies in a device, a site,
 * a sender or a domain, and that asks for things. The first of them is told.
 */
import type { Place } from '../findings.js'
import type { Stack } from '../run/stack.js'
import type { Spec } from '../spec/spec.js'
import { nameOf, type Registered } from './register.js'
import type { WantedResource } from './wanted-resource.js'

export function resourceAt(
  place: Place | undefined,
  { spec, compiled }: Stack,
  resources: Registered,
): WantedResource | undefined {
  const start = place && startOf(place, spec)
  if (!start) return undefined
  const asking = compiled.wanted.find(({ because }) =>
    because.some(one => one.place && isSame(one.place, start)),
  )
  return asking && resources.get(nameOf(asking))
}

/** Where the entry begins that a line lies in: the last beginning before it. */
function startOf(place: Place, { places, ...spec }: Spec): Place | undefined {
  return [
    places.at('tenant'),
    ...spec.devices.map(one => places.at('devices', one.name)),
    ...spec.sites.map(one => places.at('sites', one.name)),
    ...spec.domains.map(one => places.at('domains', one.name)),
    ...spec.senders.map(one => places.at('senders', one.address)),
    ...spec.relays.map(one => places.at('relays', one.name)),
  ]
    .filter(one => one !== undefined)
    .filter(one => one.file === place.file && order(one, place) <= 0)
    .sort(order)
    .at(-1)
}

function order(one: Place, other: Place): number {
  return one.line - other.line || one.column - other.column
}

function isSame(one: Place, other: Place): boolean {
  return one.file === other.file && order(one, other) === 0
}
