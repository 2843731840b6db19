/**
 * Keeps secrets that somebody wrote into a spec out of everything we print. They
 * do not belong there, and a fault says so; but the line that the fault shows
 * ends up in logs and in comments on pull requests.
 */

/** `password`, `clientSecret`, `token`, `key`; but `tokenFile` is only a path. */
const secretKey = /^(?:key|[\w-]*(?:password|secret|token)(?!file)[\w-]*)$/i

/** The key and what stands behind it, unless that only names a variable or a file. */
const written =
  /((?<![\w-])(?:key|[\w-]{0,40}(?:password|secret|token)(?!file)[\w-]*)["']?\s*:\s+)(?!["']?(?:env|file):)(?=[^\s#|>]).+$/i

/** A certificate or a token as it is, whatever it stands behind. */
const raw = /-----BEGIN.*$|[A-Za-z0-9+/=_-]{120,}/g

export function isSecretKey(key: string): boolean {
  return secretKey.test(key)
}

/** The line up to the secret. What follows goes too, since nobody knows where a secret ends. */
export function withoutSecrets(line: string): string {
  return line.replace(written, '$1(hidden)').replace(raw, '(hidden)')
}

/** The key whose secret a line holds. */
export function secretKeyIn(line: string): string | undefined {
  return written.exec(line)?.[1]?.replace(/["']?\s*:\s+$/, '')
}
