/**
 * A secret: a password, a token, a key. It prints as `***` wherever it ends up
 * (a text, JSON, a stack trace, a log), so that only code that asks for it by
 * `reveal` can give it away, and a reader finds all places that do.
 */
export interface Secret {
  readonly reveal: () => string
  readonly toString: () => string
  readonly toJSON: () => string
}

const hidden = () => '***'

export function secretOf(text: string): Secret {
  return Object.freeze({ reveal: () => text, toString: hidden, toJSON: hidden })
}
