/**
 * From the records of a name to those that must be there, in one batch. A value
 * that takes the place of another of its sort (`v=spf1 …`) is changed in place,
 * so that its TTL, comment and tags stay; a value that stays is not touched.
 */
import { quotedTxt } from '../service/txt-text.js'

export interface KeptRecord {
  readonly id: string
  readonly value: string
}

export interface Batch {
  readonly deletes?: readonly { readonly id: string }[]
  readonly patches?: readonly { readonly id: string; readonly content: string }[]
  readonly posts?: readonly NewRecord[]
}

interface NewRecord {
  readonly type: 'TXT'
  readonly name: string
  readonly content: string
  readonly ttl: number
}

export function batchOf(
  name: string,
  ttl: number,
  records: readonly KeptRecord[],
  after: readonly string[],
): Batch {
  const left = [...after]
  const take = (fits: (value: string) => boolean) => {
    const at = left.findIndex(fits)
    return at === -1 ? undefined : left.splice(at, 1)[0]
  }
  const gone = records.filter(({ value }) => take(one => one === value) === undefined)
  const patches: { id: string; content: string }[] = []
  const deletes: { id: string }[] = []
  for (const { id, value } of gone) {
    const next = take(one => sortOf(one) === sortOf(value))
    if (next === undefined) deletes.push({ id })
    else patches.push({ id, content: quotedTxt(next, 'decimal') })
  }
  const posts = left.map(value => ({
    type: 'TXT' as const,
    name,
    content: quotedTxt(value, 'decimal'),
    ttl,
  }))
  return {
    ...(deletes.length > 0 ? { deletes } : {}),
    ...(patches.length > 0 ? { patches } : {}),
    ...(posts.length > 0 ? { posts } : {}),
  }
}

/** By its first word a value says what it is: `v=spf1`, `google-site-verification=…`. */
function sortOf(value: string): string {
  return (/^v=[^\s;]*|^[^\s=]*/.exec(value)?.[0] ?? '').toLowerCase()
}
