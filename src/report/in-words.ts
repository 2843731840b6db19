/**
 * The sentences that stand first: which devices will be able to send to whom,
 * which stop, and for how many nothing changes. Devices with the same effect
 * and the same recipients share a sentence, told by site.
 */
import type { Decision } from '../compile/compiled.js'
import type { Effect, EffectName } from './effects.js'
import { byText, counted, folded, listed, number, recipients } from './wording.js'

/** `will`: a plan tells what comes. `now`: an apply tells what is. */
export type Tense = 'will' | 'now'

/** Devices that share an effect. */
export interface Group {
  readonly effect: EffectName
  readonly detail: string
  readonly comes: string | null
  /** `14 devices at milan and 3 at turin`. */
  readonly who: string
  readonly many: boolean
  /** `to anyone`. */
  readonly to: string
  readonly devices: readonly string[]
}

/** The order in which effects are told. */
const told: readonly EffectName[] = [
  'stops',
  'gains',
  'narrowed',
  'changes',
  'vouched',
  'around',
  'unread',
  'refused',
  'unserved',
  'none',
]

/** Effects of which it does not matter to whom the device sends. */
const forAllRecipients: readonly EffectName[] = ['stops', 'unread', 'refused', 'unserved', 'none']

export function groupsOf(effects: ReadonlyMap<Decision, Effect>): readonly Group[] {
  const groups = new Map<string, { effect: Effect; to: string; decisions: Decision[] }>()
  for (const [decision, effect] of effects) {
    const to = forAllRecipients.includes(effect.effect) ? '' : recipients(decision.to)
    const id = JSON.stringify([effect.effect, effect.detail, effect.comes, to])
    const group = groups.get(id)
    if (group) group.decisions.push(decision)
    else groups.set(id, { effect, to, decisions: [decision] })
  }
  return [...groups.values()]
    .map(({ effect, to, decisions }) => ({
      ...effect,
      to,
      who: whoOf(decisions),
      many: decisions.length > 1,
      devices: decisions.map(one => one.device).sort(byText),
    }))
    .sort(
      (one, other) =>
        told.indexOf(one.effect) - told.indexOf(other.effect) ||
        other.devices.length - one.devices.length ||
        byText(one.to, other.to) ||
        byText(one.who, other.who),
    )
}

/** One sentence for a group; null where there is nothing to say. */
export function sentenceOf(group: Group, tense: Tense): string | null {
  const { who, many, to, detail } = group
  const keep = many ? 'keep' : 'keeps'
  switch (group.effect) {
    case 'stops':
      return group.comes === null
        ? `${who} can no longer send.`
        : `Once the line is switched, ${who} ${many ? 'send' : 'sends'} again, from ${group.comes}.`
    case 'gains':
      return tense === 'will' ? `${who} will be able to send ${to}.` : `${who} can now send ${to}.`
    case 'narrowed':
      return `${who} ${keep} sending ${to}, but no longer from ${detail}.`
    case 'changes':
      return `${who} ${keep} sending ${to} before, during and after the change.`
    case 'vouched':
      return tense === 'will'
        ? `Mail that ${who} ${many ? 'send' : 'sends'} directly will pass SPF for ${detail}.`
        : `Mail that ${who} ${many ? 'send' : 'sends'} directly passes SPF for ${detail}.`
    case 'around':
      return `${who} ${keep} sending ${to}; what changes is not what lets ${many ? 'them' : 'it'} send.`
    case 'unread':
      return `Nothing is done for ${who}: what ${many ? 'they need' : 'it needs'} could not be read.`
    case 'refused':
      return `Nothing is done for ${who}: what ${many ? 'they need' : 'it needs'} is refused.`
    case 'unserved':
      return `No way of sending serves ${who}.`
    case 'none':
      return tense === 'will' ? `Nothing changes for ${who}.` : null
  }
}

/** A few devices by name, many by site. */
function whoOf(decisions: readonly Decision[]): string {
  const names = decisions.map(one => one.device).sort(byText)
  if (names.length <= 2) return listed(names)
  const sites = new Map<string, number>()
  for (const { site } of decisions) sites.set(site ?? '', (sites.get(site ?? '') ?? 0) + 1)
  const ordered = [...sites].sort(
    ([one, devices], [other, others]) => others - devices || byText(one, other),
  )
  if (ordered.length > 3) {
    const named = ordered.map(([site]) => site).filter(site => site !== '')
    return `${counted(decisions.length, 'device')} at ${folded(named)}`
  }
  return listed(
    ordered.map(([site, count], index) => {
      const devices = index === 0 ? counted(count, 'device') : number(count)
      return site === '' ? `${devices} without a site` : `${devices} at ${site}`
    }),
  )
}
