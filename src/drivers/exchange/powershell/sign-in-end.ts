/**
 * A sign-in that ends while we work. The service refuses the call with 401
 * before it does anything. A missing right is refused in the same way; the words
 * tell the two apart.
 */

/** Entra's numbers for a token or a session that ran out, and what Exchange says of one. */
const signs =
  /AADSTS(50173|70043|70044|700082|700084|500133)\b|\btoken (has |is )?expired|lifetime validation failed|HttpStatusCode=401|\(401\)|401 Unauthorized/i

/** A right is missing, not the sign-in. */
const missingRight = 'User is not allowed to call'

/** `text` is the message as it came. */
export function isSignInEnd(text: string): boolean {
  return signs.test(text) && !text.includes(missingRight)
}
