/**
 * Who answers for a name, found by asking a resolver: the name itself, an alias,
 * or a wildcard above it. A resolver follows both silently, so made-up names
 * tell: below a name that exists there is nothing, unless a wildcard stands right
 * below it, and then nothing is below that wildcard. Under a wildcard from above
 * both are answered (RFC 4592, section 3.3.1).
 */
import { canonicalName } from '../../mail/dns-name.js'
import { parentOf } from '../../mail/domain-name.js'
import type { RecordType, Resolver } from '../drivers.js'

/** What the name is an alias of, in lower case; null where it is none, or that could not be asked. */
export async function aliasOf(resolve: Resolver, name: string): Promise<string | null> {
  const { status, records } = await resolve(name, 'CNAME')
  const [target] = status === 'ok' ? records : []
  return typeof target === 'string' ? canonicalName(target) : null
}

/**
 * The wildcard that answers for the name with records of the type, or with none of
 * them: `*.contoso.com`. Null where there is none, or that could not be asked.
 */
export async function wildcardOf(
  resolve: Resolver,
  name: string,
  type: RecordType,
): Promise<string | null> {
  if (await existsItself(resolve, name, type)) return null
  // It stands right below the nearest name that exists.
  let at = parentOf(name)
  while (at?.includes('.') === true && !(await existsItself(resolve, at, type))) at = parentOf(at)
  return at?.includes('.') === true ? `*.${at}` : null
}

/** Whether the TXT records that a resolver gives for the name stand at it, not behind an alias or a wildcard. */
export async function hasTxtItself(resolve: Resolver, name: string): Promise<boolean> {
  if ((await aliasOf(resolve, name)) !== null) return false
  return (await wildcardOf(resolve, name, 'TXT')) === null
}

/** Only two answers for names that nobody made prove a wildcard; a failure proves nothing. */
async function existsItself(resolve: Resolver, name: string, type: RecordType): Promise<boolean> {
  for (const probe of [`_probe.${name}`, `_probe.*.${name}`]) {
    const { status } = await resolve(probe, type)
    if (status !== 'ok' && status !== 'nodata') return true
  }
  return false
}
