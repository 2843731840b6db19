/**
 * DMARC, DKIM and MX of the domains that devices send from. They belong to the
 * whole company's mail, so they are judged here and never written.
 *
 * We lean on these facts: DMARC passes where SPF or DKIM vouches for the domain
 * in From; mail of devices is signed by Exchange alone, and only what passes
 * through it; a filter in front of Microsoft hands mail on from its own address.
 */
import { finding, type Finding, type Place } from '../../findings.js'
import { aligns } from '../../mail/dmarc.js'
import type { Decision, DomainMail, Verdict } from '../compiled.js'
import { nameSome } from '../name-some.js'
import { domainOf } from '../spec-index.js'
import { verdict, type Matter } from './matter.js'

export function judgeMailDns(matter: Matter): readonly Verdict[] {
  const { compiled, facts, spec } = matter
  const ofDomains = [...facts.mail].flatMap(([domain, mail]) =>
    domainRules.flatMap(rule => rule(matter, domain, mail, spec.places.at('domains', domain))),
  )
  const ofDevices = compiled.decisions
    .filter(one => one.method !== null)
    .flatMap(one => [...shownSenders(matter, one), ...outsideSpf(matter, one)])
  return [...ofDomains, ...ofDevices].map(one => verdict(one))
}

type DomainRule = (
  matter: Matter,
  domain: string,
  mail: DomainMail,
  place: Place | undefined,
) => readonly Finding[]

const unread: DomainRule = (_, domain, { dmarc, dkim, mx }, place) => {
  const parts = [
    ...(dmarc.state === 'unknown' ? ['DMARC'] : []),
    ...(dkim === 'unknown' ? ['DKIM'] : []),
    ...(mx === null ? ['MX'] : []),
  ]
  if (parts.length === 0) return []
  return [finding('mail-dns-unread', { domain, what: parts.join(', ') }, place)]
}

const policy: DomainRule = (_, domain, { dmarc, spfEnds }, place) => {
  if (dmarc.state === 'absent') return [finding('dmarc-absent', { domain }, place)]
  if (dmarc.state === 'faulty')
    return [finding('dmarc-faulty', { at: dmarc.at, text: dmarc.text }, place)]
  if (dmarc.state === 'unknown' || dmarc.policy !== 'none') return []
  if (spfEnds === null || spfEnds === '-') return []
  const end = `${spfEnds === '+' ? '' : spfEnds}all`
  return [finding('dmarc-asks-nothing', { domain, at: dmarc.at, end }, place)]
}

/** A domain that has no DMARC record is told so already; DKIM is what comes after it. */
const signature: DomainRule = (_, domain, { dmarc, dkim }, place) => {
  const isAbsent = dkim === 'absent' || dkim === 'elsewhere'
  return isAbsent && dmarc.state === 'present'
    ? [finding('dkim-does-not-sign', { domain }, place)]
    : []
}

const intake: DomainRule = ({ spec, facts }, domain, { mx }, place) => {
  if (mx === null || mx.hosts.length === 0 || mx.atMicrosoft) return []
  const hosts = nameSome(mx.hosts)
  const rejects = spec.tenant.rejectDirectSend ?? facts.rejectDirectSend === true
  return [finding(rejects ? 'mx-elsewhere-rejects' : 'mx-elsewhere', { domain, hosts }, place)]
}

const domainRules = [unread, policy, signature, intake] as const

/** A device that writes each user into From: DMARC looks there, SPF at the envelope. */
function shownSenders({ facts }: Matter, decision: Decision): readonly Finding[] {
  const { from, device, place } = decision
  if (from.kind !== 'each-user') return []
  const envelope = domainOf(from.envelope)
  return from.domains.flatMap(shown => {
    const mail = facts.mail.get(shown)
    if (mail?.dmarc.state !== 'present' || mail.dmarc.policy === 'none') return []
    const { record, organization } = mail.dmarc
    // What is not known to be unsigned may be signed: the static rule has warned already.
    const isSigned = mail.dkim === 'signs' || mail.dkim === 'unknown'
    if (isSigned || aligns(envelope, shown, record.spf, organization)) return []
    const asked = `p=${mail.dmarc.policy}`
    return [finding('from-fails-dmarc', { device, shown, envelope, policy: asked }, place)]
  })
}

/** Compile has found that SPF cannot name the address; the DNS says what follows from it. */
function outsideSpf({ facts }: Matter, decision: Decision): readonly Finding[] {
  const { from, device, place, findings } = decision
  if (!findings.some(one => one.code === 'direct-send-likely-junk')) return []
  const senders = from.kind === 'each-user' ? [from.envelope] : from.addresses
  return [...new Set(senders.map(domainOf))].flatMap(domain => {
    const dmarc = facts.mail.get(domain)?.dmarc
    if (dmarc?.state !== 'present' || dmarc.policy === 'none') return []
    const asked = `p=${dmarc.policy}`
    return [finding('direct-send-fails-dmarc', { device, domain, policy: asked }, place)]
  })
}
