/**
 * "Did you mean": the known name that is nearest to one that was mistyped.
 *
 * Case and separators are no difference (`recipients_per_day`). Otherwise the
 * distance counts letters left out, added, changed or swapped with a neighbour,
 * and may be a third of the name. Looking through thousands of names for
 * thousands of mistakes would take longer than anybody waits, so the work is
 * limited; without a suggestion the fault is still told.
 */

/** Pairs of letters compared, for one load. */
const mostWork = 10_000_000

/** Gives the nearest of the known names, as long as there is work left. */
export type Suggest = (written: string, known: Iterable<string>) => string | undefined

export function createSuggest(): Suggest {
  let left = mostWork
  return (written, known) => {
    const bare = bareForm(written)
    if (bare.length === 0 || bare.length > 253) return undefined
    let best: string | undefined
    let bestDistance = Math.max(1, Math.floor(bare.length / 3)) + 1
    for (const name of known) {
      if (left <= 0) return best
      const other = bareForm(name)
      left -= 1
      if (Math.abs(other.length - bare.length) >= bestDistance) continue
      left -= bare.length * other.length
      const distance = distanceOf(bare, other, bestDistance)
      if (distance >= bestDistance) continue
      best = name
      bestDistance = distance
      if (distance === 0) break
    }
    return best
  }
}

function bareForm(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '')
}

/** Optimal string alignment; gives up with `limit` as soon as a whole row has reached it. */
function distanceOf(one: string, other: string, limit: number): number {
  let beforeLast: readonly number[] = []
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1]
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          row > 1 && column > 1 && swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
        ),
      )
    }
    if (Math.min(...current) >= limit) return limit
    beforeLast = last
    last = current
  }
  return last[other.length] ?? limit
}
