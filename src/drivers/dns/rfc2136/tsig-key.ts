/**
 * The key that a name server and we share. It is written in one line, as
 * `nsupdate -y` takes it: `hmac-sha256:name:base64`. The secret in it prints as
 * `***` wherever it ends up.
 */
import { canonicalName } from '../../../mail/dns-name.js'

export const algorithms = ['hmac-sha256', 'hmac-sha512'] as const
export type Algorithm = (typeof algorithms)[number]

export interface TsigKey {
  readonly algorithm: Algorithm
  /** Lower case, without a dot at its end. */
  readonly name: string
  /** Reads the shared secret; nothing else may. */
  readonly reveal: () => Buffer
}

export type KeyRead =
  | { readonly state: 'good'; readonly key: TsigKey }
  /** What is wrong with the text, without a part of it that may be the secret. */
  | { readonly state: 'faulty'; readonly why: string }

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

export function parseTsigKey(text: string): KeyRead {
  const parts = text.trim().split(':')
  if (/^gss[.-]/i.test(parts[0] ?? ''))
    return faulty(
      'GSS-TSIG, by which members of a Windows domain sign, is not spoken; where the server takes nothing else, keep its zone by hand (`dns: manual`), or make it the secondary of a primary that knows keys',
    )
  if (parts.length !== 3)
    return faulty(`it has ${String(parts.length)} parts between colons, and must have three`)
  const [written = '', owner = '', secret = ''] = parts
  const algorithm = algorithms.find(one => one === written.toLowerCase())
  // What stands first may be the secret of a key whose parts are in another order.
  if (!algorithm) return faulty(`its first part is none of ${algorithms.join(', ')}`)
  const name = canonicalName(owner)
  if (name.length > 253 || !name.split('.').every(one => label.test(one)))
    return faulty('its second part is no name of a key')
  if (secret === '' || !base64.test(secret)) return faulty('its third part is no base64')
  const bytes = Buffer.from(secret, 'base64')
  return { state: 'good', key: Object.freeze({ algorithm, name, reveal: () => bytes }) }
}

function faulty(why: string): KeyRead {
  return { state: 'faulty', why }
}
