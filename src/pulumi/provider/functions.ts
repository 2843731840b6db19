/**
 * What a program may ask: what the tenant says to the spec, and how a device
 * sends. Both only read, so they answer in previews as well.
 */
import type { Decision } from '../../compile/compiled.js'
import { finding, type Finding } from '../../findings.js'
import type { Json } from '../../resources/field.js'
import { kinds } from '../../resources/kinds.js'
import { withEndpoints } from '../../run/endpoints.js'
import type { Properties } from '../codec/properties.js'
import { Refusal } from './refusal.js'
import type { Session } from './session.js'
import type { Configured } from './state.js'
import { remedyOf, softened } from './told.js'

type Values = Readonly<Record<string, Json>>
type Answer = (asked: Asked, args: Properties) => Promise<Values>

const functions: Readonly<Record<string, Answer>> = {
  'devicemail:index:getTenant': getTenant,
  'devicemail:index:getDecision': getDecision,
}

/** Who is asked. */
type Asked = Pick<Configured, 'session' | 'spf'>

export async function call(asked: Asked, token: string, args: Properties): Promise<Values> {
  const answer = functions[token]
  if (answer) return answer(asked, args)
  const known = Object.keys(functions).join(', ')
  throw new Refusal([finding('pulumi-unknown-function', { name: token, known })])
}

async function getTenant({ session, spf }: Asked): Promise<Values> {
  const { spec } = session.stack()
  const facts = await session.facts()
  const verdicts = await session.verdicts()
  const { findings, spfRecords } = await spf.told()
  return {
    organization: spec.tenant.organization,
    driver: session.connection().driver,
    acceptedDomains: facts.acceptedDomains?.map(({ name }) => name) ?? null,
    smtpAuthDisabled: facts.smtpAuthDisabled,
    rejectDirectSend: facts.rejectDirectSend,
    mxEndpoints: Object.fromEntries(facts.mxEndpoints),
    spfRecords,
    // What stands against a thing is refused where it is written; here it only warns.
    findings: [
      ...facts.findings,
      ...verdicts.map(one => one.finding),
      ...findings,
      ...(await keptThings(session)),
    ].map(one => plainFinding(softened(one))),
  }
}

/** What bears our mark though nothing asks for it any more, where its kind keeps it. */
async function keptThings(session: Session): Promise<readonly Finding[]> {
  const { spec } = session.drivers().mark
  const kept: Finding[] = []
  for (const kind of kinds.filter(one => one.whenUnwanted === 'keep'))
    for (const one of await session.marked(kind))
      if (one.spec === spec && !session.wanted(kind, one.key))
        kept.push(finding('pulumi-kept', { what: one.title }))
  return kept
}

async function getDecision({ session }: Asked, { values }: Properties): Promise<Values> {
  const { decisions } = session.stack().compiled
  const device = typeof values.device === 'string' ? values.device : ''
  const decision = decisions.find(one => one.device === device)
  if (!decision) {
    const known = decisions.map(one => one.device).join(', ') || 'no device is in the spec'
    throw new Refusal([finding('pulumi-unknown-device', { device, known })])
  }
  return plainDecision(await withHost(session, decision))
}

/** The tenant is asked only where nothing else tells the host. */
async function withHost(session: Session, decision: Decision): Promise<Decision> {
  const { smartHost } = decision
  if (smartHost?.kind !== 'mx-endpoint' || smartHost.host !== null) return decision
  const { mxEndpoints } = await session.facts()
  return withEndpoints([decision], mxEndpoints)[0] ?? decision
}

function plainDecision(decision: Decision): Values {
  const { device, method, site, smartHost, port, tls, signIn, checks, remarks, findings } = decision
  return {
    device,
    method,
    site,
    host: smartHost?.host ?? null,
    port,
    tls,
    user: signIn,
    checks: checks.map(one => ({ ...one })),
    remarks,
    findings: findings.map(plainFinding),
  }
}

function plainFinding({ code, severity, message, remedy, place }: Finding): Values {
  return {
    code,
    severity,
    message,
    remedy: remedyOf(remedy),
    ...(place ? { place: { ...place } } : {}),
  }
}
