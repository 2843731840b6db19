/**
 * Long lists are folded: the first few and how many more. What is removed,
 * refused, unread or failed is never folded away; a reviewer must see it.
 */
import type { Thing } from './page.js'
import type { Sign } from './signs.js'

const foldable: readonly Sign[] = ['create', 'update', 'stands', 'done', 'not-started']

export interface Folded<Item> {
  readonly shown: readonly Item[]
  readonly more: number
}

export function foldThings(things: readonly Thing[], most: number): Folded<Thing> {
  if (things.length <= most + 1) return { shown: things, more: 0 }
  let room = most
  const shown = things.filter(one => !foldable.includes(one.sign) || room-- > 0)
  return { shown, more: things.length - shown.length }
}

export function foldList<Item>(items: readonly Item[], most: number): Folded<Item> {
  // Folding a single one away would save nothing.
  if (items.length <= most + 1) return { shown: items, more: 0 }
  return { shown: items.slice(0, most), more: items.length - most }
}
