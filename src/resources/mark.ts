/**
 * The mark: our sign in an object that we may change it, instead of a state file.
 *
 * `[devicemail:contoso/milan]` names the spec and the key. It stands first in a
 * connector's Comment, in front of whatever an administrator wrote there, and
 * alone in a custom attribute of a mailbox.
 *
 * New-Mailbox cannot set that attribute, so a mailbox is born with a sign in
 * its Alias: the address and a hash of spec and address. An unmarked shared
 * mailbox with exactly that alias is ours: a run was killed before it could mark it.
 */
import { createHash } from 'node:crypto'
import { keyFrom, type Key } from './key.js'

const pattern = /\[devicemail:([^/\]\s]+)\/([^\]\s]+)\]/

/** Whose mark a thing bears; `other` names the spec of a foreign mark. */
export type Owner = 'us' | 'nobody' | { readonly other: string }

export interface Mark {
  /** The name of the spec that this run speaks for. */
  readonly spec: string
  /** The mailbox property that holds the mark, such as `CustomAttribute15`. */
  readonly attribute: string
  /** The mark for a key, in front of the text that is already there. */
  text(key: string, existing?: unknown): string
  /** The text without a mark: what somebody wrote there, or nothing. */
  without(existing: unknown): string
  /** The key in a text that bears our mark. */
  keyIn(text: unknown): Key | undefined
  ownerFrom(text: unknown): Owner
  /** Name and Alias for a new mailbox: at most 64 characters, unique over domains and specs. */
  birthSign(address: string): string
}

/** The mark in a text, whoever's it is. */
export function markIn(text: unknown): { spec: string; key: Key } | undefined {
  const found = typeof text === 'string' ? pattern.exec(text) : null
  return found?.[1] && found[2] ? { spec: found[1], key: keyFrom(found[2]) } : undefined
}

export function createMark(spec: string, attributeNumber = 15): Mark {
  const keyIn = (text: unknown) => {
    const found = markIn(text)
    return found?.spec === spec ? found.key : undefined
  }
  const without = (existing: unknown) =>
    typeof existing === 'string' ? existing.replace(pattern, '').trim() : ''
  return Object.freeze({
    spec,
    attribute: `CustomAttribute${attributeNumber}`,
    text(key: string, existing?: unknown) {
      const own = `[devicemail:${spec}/${keyFrom(key)}]`
      const rest = without(existing)
      return rest === '' ? own : `${own} ${rest}`
    },
    without,
    keyIn,
    ownerFrom(text: unknown): Owner {
      const found = markIn(text)
      if (!found) return 'nobody'
      return found.spec === spec ? 'us' : { other: found.spec }
    },
    birthSign(address: string) {
      const readable = keyFrom(address)
        .replace('@', '.')
        .replace(/[^a-z0-9.-]/g, '-')
      const hash = createHash('sha256')
        .update(`${spec}\n${keyFrom(address)}`)
        .digest('hex')
      const stem = readable
        .slice(0, 64 - 9)
        .replace(/^[.-]+|[.-]+$/g, '')
        .replace(/\.{2,}/g, '.')
      return `${stem}-${hash.slice(0, 8)}`
    },
  })
}
