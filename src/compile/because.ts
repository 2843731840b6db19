/**
 * The lines of the spec that ask for a thing. Whatever exists because of them
 * carries them to the last cell of the report.
 */
import type { Because, Place } from '../findings.js'
import type { Device, Domain, Relay, SenderRule, Site } from '../spec/spec.js'
import type { SpecIndex } from './spec-index.js'

export function becauseOfDevice({ spec }: SpecIndex, { name, site }: Device): Because {
  const line = { device: name, ...(site === null ? {} : { site }) }
  return placed(line, spec.places.at('devices', name))
}

export function becauseOfSite({ spec }: SpecIndex, { name }: Site): Because {
  return placed({ site: name }, spec.places.at('sites', name))
}

/** A relay asks in the name of its site. */
export function becauseOfRelay({ spec }: SpecIndex, { name, site }: Relay): Because {
  return placed({ site }, spec.places.at('relays', name))
}

export function becauseOfRule({ spec }: SpecIndex, { address }: SenderRule): Because {
  return placed({ sender: address }, spec.places.at('senders', address))
}

export function becauseOfDomain({ spec }: SpecIndex, { name }: Domain): Because {
  return placed({ domain: name }, spec.places.at('domains', name))
}

function placed(line: Because, place: Place | undefined): Because {
  return Object.freeze(place ? { ...line, place } : line)
}
