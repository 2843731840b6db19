/**
 * The connectors that the spec leans on without owning them
 * (`connector: { existing: … }`): each must be there, enabled, of type
 * OnPremises, and must know all addresses of the site or its certificate.
 */
import { finding, type Finding } from '../../findings.js'
import { subtractRanges } from '../../mail/ip-range.js'
import type { Site } from '../../spec/spec.js'
import type { Verdict } from '../compiled.js'
import { addressesOf, printRanges } from '../egress.js'
import { rangesOf, type LiveConnector } from './foreign-connectors.js'
import { notChecked, verdict, type Matter } from './matter.js'

export function judgeExisting({ spec, facts }: Matter): readonly Verdict[] {
  const leaning = spec.sites.filter(one => one.connector.existing !== null)
  if (leaning.length === 0) return []
  if (facts.connectors === null) {
    const names = leaning.map(one => `"${one.connector.existing ?? ''}"`).join(', ')
    return notChecked('connectors', `${names} can serve the sites that lean on it`)
  }
  const byName = new Map(facts.connectors.map(one => [one.name.toLowerCase(), one]))
  return leaning.flatMap(site => {
    const name = site.connector.existing ?? ''
    const place = spec.places.at('sites', site.name, 'connector')
    const live = byName.get(name.toLowerCase())
    if (!live)
      return [verdict(finding('existing-connector-missing', { site: site.name, name }, place))]
    if (live.markedBy === spec.tenant.name)
      return [verdict(finding('existing-connector-is-ours', { site: site.name, name }, place))]
    return faultsOf({ spec, site, live, place }).map(one => verdict(one))
  })
}

interface Leaning {
  readonly spec: Matter['spec']
  readonly site: Site
  readonly live: LiveConnector
  readonly place: Finding['place']
}

function faultsOf({ spec, site, live, place }: Leaning): readonly Finding[] {
  const facts = { site: site.name, name: live.name }
  const found: Finding[] = []
  if (!live.enabled) found.push(finding('existing-connector-disabled', facts, place))
  if (live.type.toLowerCase() !== 'onpremises')
    found.push(finding('existing-connector-never-relays', { ...facts, type: live.type }, place))
  const unknown = subtractRanges(addressesOf(site, spec.places).ipv4, rangesOf(live))
  if (unknown.length > 0 && !knowsCertificate(live, site)) {
    const lacking = { ...facts, addresses: printRanges(unknown) }
    found.push(finding('existing-connector-lacks-address', lacking, place))
  }
  return found
}

function knowsCertificate({ certificate }: LiveConnector, site: Site): boolean {
  if (certificate === null || site.certificate === null) return false
  const name = certificate.toLowerCase()
  return name.startsWith('*.')
    ? site.certificate.endsWith(name.slice(1))
    : site.certificate === name
}
