/**
 * What a person is told about one device: that nothing serves it, that a line
 * of it is not used, and what will end or go wrong with the method it has.
 * Dated facts stand in mail/limits.ts.
 */
import { finding, type Finding, type Place } from '../findings.js'
import { isSubdomainOf } from '../mail/domain-name.js'
import { ports, submissionLimits } from '../mail/limits.js'
import type { Sending } from './decide.js'
import { titleOf } from './methods.js'
import { asClause } from './requirement.js'
import { basicSignInEnds } from './sign-in.js'
import { domainOf, type SpecIndex } from './spec-index.js'
import { whatWouldHelp } from './what-would-help.js'

type Rule = (
  sending: Sending,
  at: (...path: readonly string[]) => Place | undefined,
) => readonly Finding[]

export function findingsOf(index: SpecIndex, sending: Sending): readonly Finding[] {
  const { places } = index.spec
  const at = (...path: readonly string[]) => places.at('devices', sending.device.name, ...path)
  return rules.flatMap(rule => rule(sending, at))
}

const cannotBeServed: Rule = ({ device, method, checks }, at) => {
  if (method !== null) return []
  const wished = device.method
  if (wished === null)
    return [
      finding(
        'device-cannot-be-served',
        { device: device.name, help: whatWouldHelp(checks) },
        at(),
      ),
    ]
  return checks
    .filter(one => one.method === wished && !one.holds)
    .map(({ sentence, change }) => {
      const facts = { device: device.name, method: wished, why: asClause(sentence) }
      return change === null
        ? finding('method-does-not-fit', facts, at('method'))
        : finding('method-lacks-requirement', { ...facts, change }, at('method'))
    })
}

const unusedLines: Rule = ({ device, method, checks, situation }, at) => {
  const found: Finding[] = []
  const whyNot = (wished: string) =>
    checks.find(one => one.method === wished && !one.holds)?.sentence ?? 'Another line asks for it'
  if (method !== null && device.signIn !== null && method !== 'client-submission') {
    const facts = { device: device.name, signIn: device.signIn, method: titleOf(method) }
    found.push(
      finding(
        'sign-in-not-used',
        { ...facts, why: asClause(whyNot('client-submission')) },
        at('signIn'),
      ),
    )
  }
  if (method !== null && device.relay !== null && method !== 'local-relay') {
    const facts = { device: device.name, relay: device.relay, method: titleOf(method) }
    found.push(
      finding('relay-not-used', { ...facts, why: asClause(whyNot('local-relay')) }, at('relay')),
    )
  }
  const { certificateFault } = situation
  const { certificate } = device
  // The certificate of a site is told at the site, once for all its devices.
  if (certificateFault !== null && certificate !== null) {
    const facts = { device: device.name, certificate, why: certificateFault }
    found.push(finding('certificate-not-used', facts, at('certificate')))
  }
  return found
}

const signIn: Rule = ({ device, method, situation }, at) => {
  const { way } = situation.signIn
  if (method !== 'client-submission' || way === null) return []
  const found: Finding[] = []
  if (way === 'basic') found.push(basicSignInEnds(device.name, at('auth')))
  const [best = 587] = ports.submission.value
  if (!device.ports.includes(best))
    found.push(finding('port-587-is-better', { device: device.name }, at('ports')))
  return found
}

const unsupportedPort: Rule = ({ device }, at) => {
  const useful = [ports.relay.value, ...ports.submission.value]
  const only465 =
    device.ports.includes(ports.unsupported.value) &&
    !device.ports.some(one => useful.includes(one))
  return only465 ? [finding('port-465-not-supported', { device: device.name }, at('ports'))] : []
}

const oldTls: Rule = ({ device }, at) =>
  device.tls === '1.0' || device.tls === '1.1'
    ? [finding('tls-is-old', { device: device.name, tls: device.tls }, at('tls'))]
    : []

const directSend: Rule = ({ device, method, relaysAnyway, situation }, at) => {
  if (method !== 'direct-send' || relaysAnyway) return []
  const found: Finding[] = []
  if (situation.addresses?.kind !== 'static')
    found.push(finding('direct-send-likely-junk', { device: device.name }, at()))
  if (situation.rejectsDirectSend && !situation.covered) {
    const site = situation.origin?.name ?? 'its site'
    found.push(finding('own-mail-rejected', { device: device.name, site }, at()))
  }
  return found
}

const eachUser: Rule = ({ device, method }, at) => {
  const { from } = device
  if (from.kind !== 'each-user' || method === null) return []
  const envelope = domainOf(from.envelope)
  const strangers = from.domains.filter(one => !isAligned(one, envelope))
  const facts = { device: device.name, envelope: from.envelope }
  const place = at('from')
  return strangers.length === 0
    ? [finding('each-user-in-from', { ...facts, domains: from.domains.join(', ') }, place)]
    : [
        finding(
          'each-user-not-aligned',
          { ...facts, domains: strangers.join(', '), domain: envelope },
          place,
        ),
      ]
}

const reasonableUse: Rule = ({ device, method }, at) => {
  const most = submissionLimits.recipientsPerDay.value
  const count = device.recipientsPerDay ?? 0
  return method === 'smtp-relay' && count > most
    ? [finding('relay-is-not-for-bulk', { device: device.name, count }, at('recipientsPerDay'))]
    : []
}

const rules: readonly Rule[] = [
  cannotBeServed,
  unusedLines,
  signIn,
  unsupportedPort,
  oldTls,
  directSend,
  eachUser,
  reasonableUse,
]

/** DMARC's relaxed alignment, as far as names alone tell it. */
function isAligned(header: string, envelope: string): boolean {
  return header === envelope || isSubdomainOf(header, envelope) || isSubdomainOf(envelope, header)
}
