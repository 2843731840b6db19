/** A pure function of two objects that gives its last answer again where it is asked for the very same. */
export function rememberLast<One extends object, Other extends object, Answer>(
  answerFor: (one: One, other: Other) => Answer,
): (one: One, other: Other) => Answer {
  let last: { readonly one: One; readonly other: Other; readonly answer: Answer } | undefined
  return (one, other) => {
    if (last?.one !== one || last.other !== other)
      last = { one, other, answer: answerFor(one, other) }
    return last.answer
  }
}
