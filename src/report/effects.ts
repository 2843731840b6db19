/**
 * What a plan does to each device, so that a report can say it in words first.
 *
 * A plan lists things of Exchange and DNS; a reviewer thinks of devices. Each
 * device gets the one effect that matters most to it, worst first: a device
 * that stops is told as such, whatever else gets better around it.
 */
import type { Decision } from '../compile/compiled.js'
import type { Change, Plan } from '../engine/plan-data.js'
import type { Because } from '../findings.js'
import { lostEgress } from './egress.js'
import { listed, valueText } from './wording.js'

type Method = NonNullable<Decision['method']>

/** Worst first: of several, a device gets the first. */
const byWeight = [
  'unserved', // no method serves it
  'stops', //    every address it could stand behind goes at once, or its sign-in is switched off
  'unread', //   what it needs could not be read
  'refused', //  what it needs may not be done
  'gains', //    it can send afterwards, and could not before
  'narrowed', // it sends, but one of its site's addresses is no longer recognised
  'changes', //  what lets it send is changed under it
  'vouched', //  it sends directly, and SPF changes
  'around', //   only things change that it can send without, such as a mailbox for replies
  'none',
] as const

export type EffectName = (typeof byWeight)[number]

export interface Effect {
  readonly effect: EffectName
  /** Part of the sentence: which addresses go, which domain it is about. */
  readonly detail: string
  /** From which addresses it sends once its line is switched; null where no switch helps. */
  readonly comes: string | null
}

/** Kinds without which a device of that method cannot send at all. */
const opening: Readonly<Record<Method, readonly string[]>> = {
  'smtp-relay': ['inbound-connector'],
  'client-submission': ['shared-mailbox', 'smtp-auth'],
  'direct-send': [],
  'local-relay': ['inbound-connector', 'smtp-auth'],
}

/** Whether a change is about a thing without which some device cannot send. */
export function opens({ kind }: Change): boolean {
  return Object.values(opening).some(kinds => kinds.includes(kind))
}

/** Switches that let a device in or shut it out. */
const switches: readonly string[] = ['enabled', 'smtpAuth']

function effect(name: EffectName, detail = '', comes: string | null = null): Effect {
  return { effect: name, detail, comes }
}

const nothing = effect('none')

/** One effect for each decision, in their order. */
export function effectsOf(
  plan: Pick<Plan, 'changes' | 'held'>,
  decisions: readonly Decision[],
): ReadonlyMap<Decision, Effect> {
  const named = indexOf(decisions)
  const effects = new Map<Decision, Effect>(
    decisions.map(one => [one, one.method === null ? effect('unserved') : nothing]),
  )
  const put = (decision: Decision, effect: Effect) => {
    const known = effects.get(decision) ?? nothing
    if (weight(effect) < weight(known)) effects.set(decision, effect)
  }

  for (const { kind, state, because } of plan.held)
    for (const decision of named(because))
      if (needs(decision, kind)) put(decision, effect(state === 'unknown' ? 'unread' : 'refused'))
  for (const change of plan.changes) {
    const onOpened = effectOnOpened(change)
    for (const decision of named(change.because))
      put(decision, effectOn(decision, change, onOpened))
  }
  return effects
}

function weight(one: Effect): number {
  return byWeight.indexOf(one.effect)
}

/** Whether the device cannot send at all without such a thing. */
function needs({ method }: Decision, kind: string): boolean {
  return method !== null && opening[method].includes(kind)
}

function effectOn(decision: Decision, change: Change, onOpened: Effect): Effect {
  if (decision.method === null) return nothing
  if (needs(decision, change.kind)) return onOpened
  if (change.kind !== 'spf-record') return effect('around')
  if (decision.method !== 'direct-send') return nothing
  return vouchesFor(change, decision) ? effect('vouched', change.key) : effect('around')
}

/**
 * Whether a record speaks for a device from now on. It names the addresses of
 * sites, and a site whose address nobody can name is not among them. Which site
 * a further address belongs to is not told, so only the first ones are promised.
 */
function vouchesFor({ because, fields }: Change, { site }: Decision): boolean {
  const before = fields.find(({ path }) => path === 'terms')?.before ?? []
  const first = Array.isArray(before) && before.length === 0
  return (
    first &&
    because.some(one => one.device === undefined && one.site !== undefined && one.site === site)
  )
}

/** What a change does to those who cannot send without the thing. */
function effectOnOpened({ verb, fields }: Change): Effect {
  if (verb === 'create') return effect('gains')
  if (verb === 'remove') return effect('stops')
  const turned = fields.find(({ path }) => switches.includes(path))
  if (turned?.after === false) return effect('stops')
  if (turned?.after === true) return effect('gains')
  const egress = fields.find(({ path }) => path === 'egressIps')
  if (egress) {
    const { lost, all } = lostEgress(egress.before, egress.after)
    if (all) return effect('stops', listed(lost), valueText(egress.after))
    if (lost.length > 0) return effect('narrowed', listed(lost))
  }
  // The mark is our own sign; nobody sends through it.
  return effect(fields.every(({ path }) => path === 'mark') ? 'around' : 'changes')
}

/** Finds the devices that a thing exists for: those named, else all of the sites named. */
function indexOf(
  decisions: readonly Decision[],
): (because: readonly Because[]) => readonly Decision[] {
  const byDevice = new Map(decisions.map(one => [one.device, one]))
  const bySite = new Map<string, Decision[]>()
  for (const one of decisions) {
    if (one.site === null) continue
    const there = bySite.get(one.site)
    if (there) there.push(one)
    else bySite.set(one.site, [one])
  }
  return because => {
    const devices = because.flatMap(one => one.device ?? [])
    if (devices.length > 0) return devices.flatMap(name => byDevice.get(name) ?? [])
    return because.flatMap(one => (one.site === undefined ? [] : (bySite.get(one.site) ?? [])))
  }
}
