/**
 * A memory for what was read from texts. A mail filter, or a plan over thousands of
 * domains, meets the same few records again and again; reading one is a good part of
 * evaluating it, and what was read is frozen, so it can be shared.
 *
 * It stays small whatever comes by: texts beyond the usual length are read anew each
 * time, and when it is full the oldest goes.
 */

/** Together they bound the memory to a few megabytes. */
const mostTexts = 1000
const mostCharacters = 1000

/** `read` must depend on the text alone, and give what nobody can change. */
export function rememberTexts<Value extends object>(
  read: (text: string) => Readonly<Value>,
): (text: string) => Readonly<Value> {
  const known = new Map<string, Readonly<Value>>()
  /** The texts in a ring: the next to be overwritten is the oldest. */
  const order: string[] = []
  let next = 0
  return text => {
    if (text.length > mostCharacters) return read(text)
    const before = known.get(text)
    if (before) return before
    const value = read(text)
    // The map's own order would tell the oldest too, but only after a walk over all that went before it.
    const oldest = order[next]
    if (oldest !== undefined) known.delete(oldest)
    order[next] = text
    next = (next + 1) % mostTexts
    known.set(text, value)
    return value
  }
}
