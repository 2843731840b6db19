/**
 * What a reviewer must be told beside the plan: what comes close and stays as it
 * is, what was looked at, and what only a person can check.
 */
import type { TenantFacts } from '../compile/compiled.js'
import type { Plan } from '../engine/plan-data.js'
import type { Place } from '../findings.js'
import { classify } from '../mail/ip-class.js'
import type { Site } from '../spec/spec.js'
import type { Planned } from './plan-stack.js'
import type { Stack } from './stack.js'

/** Connectors that bear no mark of this spec, by name. */
export function notTouched({ facts, plan }: Planned, { spec }: Stack): readonly string[] {
  const changed = new Set(plan.changes.map(({ key }) => String(key)))
  return (facts.connectors ?? [])
    .filter(one => one.markedBy !== spec.tenant.name && !changed.has(one.name.toLowerCase()))
    .map(one => `connector "${one.name}"${originOf(one)}`)
    .sort()
}

function originOf({
  source,
  markedBy,
  type,
}: NonNullable<TenantFacts['connectors']>[number]): string {
  if (markedBy !== null) return ` (of the spec ${markedBy})`
  if (source === 'HybridWizard') return ' (hybrid)'
  return type === 'Partner' ? ' (partner)' : ''
}

export function checked({ plan, facts }: Planned, { spec }: Stack): readonly string[] {
  const unread = plan.held.filter(one => one.state === 'unknown').length
  const ranges = spec.sites.flatMap(({ egress }) => egress.flatMap(one => one.ranges))
  const arePublic = ranges.length > 0 && ranges.every(range => classify(range) === 'public')
  return [
    ...(facts.findings.length === 0 && unread === 0 ? ['the tenant was read in whole'] : []),
    ...(arePublic ? ['all egress addresses are public'] : []),
    ...(facts.connectors && !isShared(plan)
      ? ['no address is recognised by a connector of others']
      : []),
  ]
}

/** Whether judge found a connector that is not ours and knows one of our addresses. */
function isShared({ held, findings }: Plan): boolean {
  const covers: readonly string[] = ['connector-covers', 'hybrid-connector-covers']
  return [...findings, ...held.flatMap(({ why }) => why)].some(({ code }) => covers.includes(code))
}

/** For the sites whose connector gains something: what no program can see from here. */
export function notChecked({ plan }: Planned, { spec }: Stack): readonly string[] {
  const gaining = new Set(
    plan.changes
      .filter(({ kind }) => kind === 'inbound-connector')
      .filter(({ verb, telling }) => verb !== 'remove' && telling.canMore.length > 0)
      .flatMap(({ because }) => because.flatMap(({ site }) => site ?? [])),
  )
  const sites = spec.sites.filter(({ name, egress }) => gaining.has(name) && egress.length > 0)
  const signIns = signInChanges(plan)
  return [
    ...sites.map(
      site =>
        `whether ${addressesOf(site)} ${site.egress.length === 1 ? 'is' : 'are'} ours alone (${site.name})`,
    ),
    ...sites.map(({ name }) => `whether port 25 is open at ${name}`),
    ...signIns.map(address => `whether ${address} has a licence and may sign in`),
  ]
}

function signInChanges(plan: Plan): readonly string[] {
  return [...plan.changes, ...plan.standing]
    .filter(({ kind }) => kind === 'smtp-auth')
    .map(({ key }) => String(key))
    .sort()
}

function addressesOf({ egress }: Site): string {
  return egress.map(({ text }) => text).join(', ')
}

/**
 * The author's notes on the things that change. A domain's record exists for all
 * its senders, so it speaks only where nothing else changes.
 */
export function notes(
  { plan }: Planned,
  { spec }: Stack,
): readonly { readonly about: string; readonly text: string; readonly place?: Place }[] {
  const closer = plan.changes.filter(({ kind }) => kind !== 'spf-record')
  const because = (closer.length > 0 ? closer : plan.changes).flatMap(one => one.because)
  const sites = new Set(because.flatMap(({ site }) => site ?? []))
  const devices = new Set(because.flatMap(({ device }) => device ?? []))
  const note = (path: 'sites' | 'devices', about: string, name: string, text: string | null) => {
    if (text === null) return []
    const place = spec.places.at(path, name, 'notes')
    return [{ about: `${about} ${name}`, text, ...(place ? { place } : {}) }]
  }
  return [
    ...spec.sites
      .filter(one => sites.has(one.name))
      .flatMap(one => note('sites', 'site', one.name, one.notes)),
    ...spec.devices
      .filter(one => devices.has(one.name))
      .flatMap(one => note('devices', 'device', one.name, one.notes)),
  ]
}
