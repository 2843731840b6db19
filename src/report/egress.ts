/**
 * Which addresses a connector stops recognising, read from the texts of a change.
 *
 * A device does not say behind which of its site's addresses it stands. So only
 * one thing is certain: when none of the old addresses is known any more, all
 * of them stop until the line is switched.
 */
import type { Change } from '../engine/plan-data.js'

type Json = Change['fields'][number]['before']

export interface LostEgress {
  /** Old addresses that are no longer recognised, as they are written. */
  readonly lost: readonly string[]
  /** None of the old addresses is recognised any more, not even in part. */
  readonly all: boolean
}

/** Compares two lists of addresses and blocks. Without an old address nothing can be lost. */
export function lostEgress(before: Json, after: Json): LostEgress {
  const old = textsOf(before)
  const now = textsOf(after)
  return {
    lost: old.filter(one => !now.some(other => covers(other, one))),
    all: old.length > 0 && !old.some(one => now.some(other => meets(other, one))),
  }
}

function textsOf(value: Json): readonly string[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : []
}

function covers(outer: string, inner: string): boolean {
  const [wide, narrow] = [block(outer), block(inner)]
  if (!wide || !narrow) return outer === inner
  return wide.first <= narrow.first && narrow.last <= wide.last
}

function meets(one: string, other: string): boolean {
  const [left, right] = [block(one), block(other)]
  if (!left || !right) return one === other
  return left.first <= right.last && right.first <= left.last
}

/** The kind has checked and canonicalised the text; what is no IPv4 block is compared as text. */
function block(text: string): { first: number; last: number } | undefined {
  const found = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?$/u.exec(text)
  if (!found) return undefined
  const [, ...parts] = found.map(part => Number(part))
  const first = parts.slice(0, 4).reduce((sum, byte) => sum * 256 + byte, 0)
  const prefix = found[5] === undefined ? 32 : Number(found[5])
  return { first, last: first + 2 ** (32 - prefix) - 1 }
}
