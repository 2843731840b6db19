/**
 * A requirement: one named predicate of the decision table. It answers with the
 * sentence of what was found and, where it does not hold, with the change in
 * the spec that would make it hold. Sentences speak of the device as "it", have
 * no full stop and begin with an ordinary word, so that they can stand alone on
 * a line of `devicemail explain` or behind a colon.
 */
import type { Situation } from './situation.js'

export interface Requirement {
  /** In kebab-case, such as `static-address`. */
  readonly name: string
  /** What it asks, in general words, for the table in the docs. */
  readonly about: string
  readonly test: (situation: Situation) => Answer
}

export interface Answer {
  readonly holds: boolean
  readonly sentence: string
  /** What to write or to change; null where it holds, or where nothing helps. */
  readonly change: string | null
}

export function yes(sentence: string): Answer {
  return { holds: true, sentence, change: null }
}

export function no(sentence: string, change: string | null): Answer {
  return { holds: false, sentence, change }
}

/** A sentence behind a colon. */
export function asClause(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
