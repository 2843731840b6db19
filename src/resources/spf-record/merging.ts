/** Our part of a record, put into what is there or taken out of it. Pure. */
import { hasError } from '../../findings.js'
import { mergeSpf, type SpfMerge } from '../../mail/spf-merge.js'
import { rememberLast } from '../remember-last.js'
import type { DesiredSpf, LiveSpf } from './fields.js'

/**
 * What merging needs to know of the record that is there. A state of Pulumi remembers
 * its fields alone, and nothing of the notes beside it.
 */
export type Found = Pick<LiveSpf, 'record' | 'terms' | 'newAll'> &
  Partial<Pick<LiveSpf, 'termsOfOtherSpecs' | 'termsInDoubt'>>

type Wish = Pick<DesiredSpf, 'domain' | 'terms' | 'includes' | 'all' | 'weaken'>

/**
 * A term that another spec needs too is of both: it goes when the last of them leaves.
 * What an edited note of another spec names may be needed there too, and stays as well.
 * Reading, `fold` and `judge` ask for the same merge in turn, so the last one is kept.
 */
export const merge = rememberLast((desired: Wish, live: Found): SpfMerge => {
  const wanted = new Set(desired.terms)
  const { termsOfOtherSpecs = [], termsInDoubt = [] } = live
  const shared = new Set(termsOfOtherSpecs)
  const stays = new Set([...termsOfOtherSpecs, ...termsInDoubt])
  return mergeSpf({
    domain: desired.domain,
    record: live.record === '' ? null : live.record,
    ours: [
      ...live.terms.filter(term => wanted.has(term) || !stays.has(term)),
      ...desired.terms.filter(term => shared.has(term)),
    ],
    terms: desired.terms,
    includes: desired.includes,
    all: desired.all,
    weaken: desired.weaken,
    newAll: live.newAll,
  })
})

export function folded(desired: DesiredSpf, live: Found): DesiredSpf {
  const merged = merge(desired, live)
  // A record that must not be touched stays as it is; judge tells why.
  if (hasError(merged.findings)) return { ...desired, record: live.record, terms: live.terms }
  return {
    ...desired,
    record: merged.record ?? '',
    terms: desired.managed ? merged.ours : live.terms,
  }
}

/** The record without our terms; an `include` and `all` stay. */
export function recordLeft(domain: string, live: Found): string {
  const nothing = { domain, terms: [], includes: [], all: 'keep', weaken: null } as const
  return merge(nothing, live).record ?? ''
}
