/**
 * The course of a plan: in which order things are done, how many there are of
 * each sort, and how to take it back.
 */
import type { Change, Plan } from '../engine/plan-data.js'
import { listed, number } from './wording.js'

export interface Counts {
  readonly create: number
  readonly update: number
  readonly remove: number
  readonly unchanged: number
  /** Things that could not be read. */
  readonly unknown: number
  readonly refused: number
}

export function countsOf(plan: Plan): Counts {
  const verbs = (verb: Change['verb']) => plan.changes.filter(one => one.verb === verb).length
  const held = (state: 'unknown' | 'refused') => plan.held.filter(one => one.state === state).length
  return {
    create: verbs('create'),
    update: verbs('update'),
    remove: verbs('remove'),
    unchanged: plan.standing.length,
    unknown: held('unknown'),
    refused: held('refused'),
  }
}

/** `1 create, 1 change, 0 remove, 41 unchanged, 0 unread, 0 refused`. */
export function countsText({
  create,
  update,
  remove,
  unchanged,
  unknown,
  refused,
}: Counts): string {
  return [
    `${number(create)} create`,
    `${number(update)} change`,
    `${number(remove)} remove`,
    `${number(unchanged)} unchanged`,
    `${number(unknown)} unread`,
    `${number(refused)} refused`,
  ].join(', ')
}

/** `1 connector  2 mailbox (3)  3 SPF  4 read again`. Neighbours of one sort share a number. */
export function orderOf(changes: readonly Change[]): string {
  const steps: { noun: string; count: number }[] = []
  for (const change of changes) {
    const noun = nounOf(change)
    const last = steps.at(-1)
    if (last?.noun === noun) last.count++
    else steps.push({ noun, count: 1 })
  }
  return [...steps, { noun: 'read again', count: 1 }]
    .map(
      ({ noun, count }, index) => `${index + 1} ${noun}${count > 1 ? ` (${number(count)})` : ''}`,
    )
    .join('  ')
}

/** How to take it back: what a revert does, and what stays for a person to undo. */
export function undoOf(changes: readonly Change[]): string {
  const back = changes.filter(one => one.undo === 'by-apply')
  const count = (verb: Change['verb']) => back.filter(one => one.verb === verb).length
  const [create, update, remove] = [count('create'), count('update'), count('remove')]
  const parts = [
    create > 0 ? `takes away ${takenAway(create, changes.length)}` : '',
    update > 0 ? `puts ${number(update)} back as ${update === 1 ? 'it was' : 'they were'}` : '',
    remove > 0 ? `makes ${number(remove)} anew` : '',
  ].filter(part => part !== '')
  const stays = changes.filter(one => one.undo === 'by-hand').map(one => one.telling.title)
  return [
    ...(parts.length > 0 ? [`revert the commit and apply: ${parts.join(', ')}`] : []),
    ...(stays.length > 0
      ? [`${shortened(stays)} ${stays.length === 1 ? 'stays' : 'stay'}, to be undone by hand`]
      : []),
  ].join('; ')
}

function takenAway(count: number, all: number): string {
  if (count < all) return number(count)
  return count === 1 ? 'just this one' : `just these ${number(count)}`
}

/** The first few by name, the others as a number. */
function shortened(titles: readonly string[]): string {
  const shown = titles.slice(0, 3)
  const others = titles.length - shown.length
  return listed(others > 0 ? [...shown, `${number(others)} more`] : shown)
}

/** What a person calls such a thing: the words of its title before its name. */
function nounOf({ kind, key, verb, telling }: Change): string {
  const [words = ''] = telling.title.split('"')
  const noun = words.replace(key, '').trim()
  const named = noun === '' ? kind.replaceAll('-', ' ') : noun
  return verb === 'remove' ? `${named} removed` : named
}

/** `nothing to do`, `3 create, 1 change`: for headings. */
export function sizeText({ create, update, remove }: Counts): string {
  const parts = [
    create > 0 ? `${number(create)} create` : '',
    update > 0 ? `${number(update)} change` : '',
    remove > 0 ? `${number(remove)} remove` : '',
  ].filter(part => part !== '')
  return parts.length === 0 ? 'nothing to do' : parts.join(', ')
}
