/**
 * A pure function of two objects that gives its last answer about the second again
 * where it is asked for the very same two. Nothing is kept longer than that object.
 */
export function rememberLast<One extends object, Other extends object, Answer>(
  answerFor: (one: One, other: Other) => Answer,
): (one: One, other: Other) => Answer {
  const known = new WeakMap<Other, { readonly one: One; readonly answer: Answer }>()
  return (one, other) => {
    const last = known.get(other)
    if (last?.one === one) return last.answer
    const answer = answerFor(one, other)
    known.set(other, { one, answer })
    return answer
  }
}
