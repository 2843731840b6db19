/**
 * Changing a text at a few places and nowhere else. All places are counted in
 * the text as it was; what several splices put at one place stands in their order.
 */
import { Bug } from '../findings.js'

export interface Splice {
  readonly start: number
  /** Exclusive; the same as `start` where nothing is taken away. */
  readonly end: number
  readonly text: string
}

export function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text }
}

export function removal(start: number, end: number): Splice {
  return { start, end, text: '' }
}

export function spliced(text: string, splices: readonly Splice[]): string {
  const parts: string[] = []
  let position = 0
  for (const splice of [...splices].sort(inOrder)) {
    if (splice.start < position) throw new Bug('Two changes of one text overlap.')
    parts.push(text.slice(position, splice.start), splice.text)
    position = splice.end
  }
  return [...parts, text.slice(position)].join('')
}

/** An insertion where a removal begins comes first. */
function inOrder(one: Splice, other: Splice): number {
  return one.start - other.start || one.end - other.end
}
