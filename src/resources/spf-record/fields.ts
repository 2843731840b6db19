/** The properties of an SPF record, each once, and what a reading adds. */
import type { SpfChange } from '../../mail/spf-change.js'
import { choice, flag, lowerCase, optionalText, orderedTexts, text, type Fields } from '../field.js'

export interface DesiredSpf {
  /** The key. */
  readonly domain: string
  /** Terms that are ours, canonical and sorted: `ip4:203.0.113.10`. The mark names exactly these. */
  readonly terms: readonly string[]
  /** Terms that must be there but are nobody's: `include:spf.protection.outlook.com`. Never removed. */
  readonly includes: readonly string[]
  /** keep: as it is; a new record gets ~all, or -all where DMARC enforces. */
  readonly all: 'keep' | 'softfail' | 'fail'
  /** Why the record may become weaker; null: it may not. */
  readonly weaken: string | null
  /** false: a person writes the record, so no mark stands beside it. */
  readonly managed: boolean
  /** The whole record. Compile gives what an empty domain would get; fold merges it into what is there. */
  readonly record: string
}

export interface LiveSpf extends DesiredSpf {
  /** All TXT values at the domain, the record among them. */
  readonly values: readonly string[]
  /** All TXT values at `_devicemail`. */
  readonly marks: readonly string[]
  /** What the marks of other specs name. */
  readonly termsOfOtherSpecs: readonly string[]
  /** What edited notes name that are not surely of this spec: nothing of it is ever taken away. */
  readonly termsInDoubt: readonly string[]
  /** The spec whose run reads this. */
  readonly spec: string
  /** What a new record ends in: `-` where DMARC enforces. */
  readonly newAll: '~' | '-'
  /** DNS look-ups of the record as it is, and of each wanted include; the ways out where the budget may not do. */
  readonly lookups: {
    readonly count: number
    readonly complete: boolean
    readonly unasked: string
    readonly waysOut: string
  }
  readonly includeLookups: ReadonlyMap<string, number>
  /**
   * What the next change of the record means, asked of the DNS beside the look-ups: to
   * what is wanted, or without our terms where nothing is. null where nothing changes.
   */
  readonly next: { readonly record: string; readonly change: SpfChange } | null
}

export const fields: Fields<DesiredSpf> = {
  domain: lowerCase({ role: 'key', about: 'The domain whose record it is.' }),
  record: text({ about: 'The whole record, other people’s terms included.' }),
  terms: orderedTexts({ about: 'The terms of it that are ours, as the mark names them.' }),
  includes: orderedTexts({
    role: 'policy',
    about: 'Terms that must be there, whoever wrote them; never removed.',
  }),
  all: choice(['keep', 'softfail', 'fail'], {
    role: 'policy',
    about: 'What the record ends in; it is never made weaker without a reason.',
  }),
  weaken: optionalText({ role: 'policy', about: 'The reason why it may become weaker.' }),
  managed: flag({ role: 'policy', about: 'Whether we write it; else a person does.' }),
}
