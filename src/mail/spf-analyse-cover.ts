/**
 * What terms of a record let in twice, includes opened: an address of our own
 * that a service names too, an include that adds nobody, one that lets nearly
 * everybody in.
 */
import { countOf, everyIpv4, holds, intersection, isEmpty, unionOf } from './address-set.js'
import type { AddressSet } from './address-set.js'
import { finding, type Finding } from '../findings.js'
import { placed } from './spf-analyse-text.js'
import { isDirect, namedBy } from './spf-direct.js'
import { passing } from './spf-diff.js'
import { plainName, type SpfLookups } from './spf-lookups.js'
import { meaningOf, type SpfWorld } from './spf-meaning.js'
import type { SpfRecord } from './spf.js'
import type { SpfMechanism, SpfTerm } from './spf-term.js'

/** An include of more IPv4 addresses than this (a /4) vouches for everybody. */
const nearlyEverybody = 1n << 28n
/** The lookup budget allows ten; what stands far behind is not compared. */
const mostCompared = 20

interface Opened {
  readonly term: SpfMechanism
  readonly addresses: AddressSet
}

export async function coverFindings(
  domain: string,
  record: SpfRecord,
  lookups: SpfLookups,
  world: SpfWorld,
): Promise<readonly Finding[]> {
  const end = record.terms.findIndex(term => term.kind === 'mechanism' && term.name === 'all')
  const reached = (end === -1 ? record.terms : record.terms.slice(0, end)).filter(isPass)
  const includes = await openedIn(reached, world)
  const own = reached.filter(isDirect)
  return [
    ...includes
      .filter(isWide)
      .map(one => finding('spf-include-passes-everyone', { domain, ...placed(one.term) })),
    ...own.flatMap(term => {
      const by = includes.find(one => holds(one.addresses, namedBy(term)))
      const facts = by && { domain, ...placed(term), by: by.term.text }
      return facts ? [finding('spf-covered-by-include', facts)] : []
    }),
    ...overlaps(domain, includes, unionOf(own.map(namedBy)), lookups),
  ]
}

async function openedIn(
  terms: readonly SpfMechanism[],
  world: SpfWorld,
): Promise<readonly Opened[]> {
  const opened: Opened[] = []
  for (const term of terms.slice(0, mostCompared)) {
    if (term.name !== 'include') continue
    const name = plainName(term.domain)
    if (name === null) continue
    const parts = await meaningOf(`v=spf1 include:${name} -all`, { resolve: world.resolve })
    const addresses = passing(parts)
    if (!isEmpty(addresses)) opened.push({ term, addresses })
  }
  return opened
}

/** Of two that let in the same, the later one is told. */
function overlaps(
  domain: string,
  includes: readonly Opened[],
  own: AddressSet,
  { tree }: SpfLookups,
): readonly Finding[] {
  return includes.flatMap(({ term, addresses }, index) => {
    const others = includes.filter(
      (other, at) => at < index || (at > index && !holds(addresses, other.addresses)),
    )
    const rest = unionOf([own, ...others.map(one => one.addresses)])
    if (!holds(rest, addresses)) return []
    const count = tree.find(node => node.term === term.text)?.count ?? 1
    return [finding('spf-includes-overlap', { domain, ...placed(term), count })]
  })
}

function isWide({ addresses }: Opened): boolean {
  return countOf(intersection(addresses, everyIpv4)) > nearlyEverybody
}

function isPass(term: SpfTerm): term is SpfMechanism {
  return term.kind === 'mechanism' && term.qualifier === '+'
}
