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
  /** The whole record. Compile gives what an empty domain would get; fold merges it into what is there. */
  readonly record: string
}
