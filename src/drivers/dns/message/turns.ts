/** So many works at once and no more; the others wait in the order they came. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>

export function createTurns(most: number): Turns {
  const waiting: (() => void)[] = []
  let running = 0
  return async work => {
    if (running < most) running += 1
    // Who leaves hands its place on, so `running` stays as it is.
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
