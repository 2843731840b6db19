/**
 * The domains that devices send from, against those that the tenant accepts.
 *
 * We lean on these facts: relay and direct send work for addresses of accepted
 * domains only; a subdomain counts only with MatchSubDomains, and then for
 * sending, while a mailbox needs the very domain; a domain may be barred from
 * sending.
 */
import { finding } from '../../findings.js'
import { isSubdomainOf } from '../../mail/domain-name.js'
import type { Wanted } from '../../resources/resource.js'
import type { TenantFacts, Verdict } from '../compiled.js'
import { domainOf } from '../spec-index.js'
import { notChecked, verdict, type Matter } from './matter.js'

type AcceptedDomain = NonNullable<TenantFacts['acceptedDomains']>[number]

export function judgeDomains(matter: Matter): readonly Verdict[] {
  const { compiled, facts } = matter
  const { senderDomains } = compiled.questions
  if (senderDomains.length === 0) return []
  if (facts.acceptedDomains === null)
    return notChecked('accepted domains', `the tenant accepts ${senderDomains.join(', ')}`)
  const accepted = new Map(facts.acceptedDomains.map(one => [one.name.toLowerCase(), one]))
  return senderDomains.flatMap(one => judgeDomain(matter, accepted, one))
}

function judgeDomain(
  { spec, compiled }: Matter,
  accepted: ReadonlyMap<string, AcceptedDomain>,
  domain: string,
): readonly Verdict[] {
  const place = spec.places.at('domains', domain)
  const exact = accepted.get(domain)
  if (exact) {
    if (!exact.sendingDisabled) return []
    return [verdict(finding('domain-barred-from-sending', { domain }, place))]
  }
  const ofDomain = compiled.wanted.filter(one => domainOfThing(one) === domain)
  const parent = [...accepted.values()].find(one => isSubdomainOf(domain, one.name.toLowerCase()))
  if (!parent) {
    const known = [...accepted.keys()].sort().join(', ')
    return [verdict(finding('domain-not-accepted', { domain, known }, place), ofDomain)]
  }
  const facts = { domain, parent: parent.name }
  if (!parent.matchSubDomains)
    return [verdict(finding('subdomain-not-accepted', facts, place), ofDomain)]
  const mailboxes = ofDomain.filter(one => one.kind === 'shared-mailbox')
  if (mailboxes.length === 0) return []
  return [verdict(finding('subdomain-holds-no-mailbox', facts, place), mailboxes)]
}

/** The domain that a mailbox or an SPF record lives in; connectors live in none. */
function domainOfThing({ kind, key }: Wanted): string | null {
  return kind === 'shared-mailbox' || kind === 'spf-record' ? domainOf(key) : null
}
