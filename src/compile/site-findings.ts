/** What a person is told about the sites themselves: their addresses and their certificates. */
import { finding, type Finding } from '../findings.js'
import type { Site } from '../spec/spec.js'
import { compareText } from './compare-text.js'
import { egressClashes } from './egress-clashes.js'
import type { SpecIndex } from './spec-index.js'

export function siteFindings(index: SpecIndex): readonly Finding[] {
  const sites = [...index.spec.sites].sort((one, other) => compareText(one.name, other.name))
  const own = sites.filter(one => one.via === null)
  return [
    ...own.flatMap(one => index.addressesOf(one).findings),
    ...egressClashes(index),
    ...sites.flatMap(one => strangeCertificate(index, one)),
  ]
}

/** Told once here, and not at each device of the site. */
function strangeCertificate(index: SpecIndex, site: Site): readonly Finding[] {
  const { name, certificate } = site
  if (certificate === null || index.holdsName(certificate)) return []
  const place = index.spec.places.at('sites', name, 'certificate')
  return [finding('site-certificate-not-used', { site: name, certificate }, place)]
}
