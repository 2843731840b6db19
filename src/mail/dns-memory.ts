/**
 * A memory for one look at the DNS: what was asked once is not asked again, however
 * often a name stands in includes, and all judgements rest on the same answers. That
 * no answer came is remembered too, so that one plan does not call a record both
 * read and unread.
 *
 * Nobody keeps it beyond the look: what comes after it, a write above all, must see
 * the world as it is by then.
 */
export function remembering<Type extends string, Answer>(
  resolve: (name: string, type: Type) => Promise<Answer>,
): (name: string, type: Type) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>()
  return (name, type) => {
    const key = `${type} ${name.toLowerCase()}`
    const known = answers.get(key)
    if (known) return known
    const answer = resolve(name, type)
    answers.set(key, answer)
    return answer
  }
}
