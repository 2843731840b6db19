/**
 * What an evaluation of SPF gives: the result, and a tree that shows how it came
 * about. Every term of every record that was opened stands in it, with what was
 * asked for it, what was answered, what that counted and what it decided, so that
 * a person can follow the receiver's steps and find the one term that let the
 * address in or kept it out.
 *
 * These are plain data; spf-evaluate.ts makes them, others draw them.
 */

/** The seven results of RFC 7208, section 2.6. */
export type SpfResult =
  'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror'

export type SpfAskedType = 'TXT' | 'A' | 'AAAA' | 'MX' | 'PTR'

export interface SpfDnsAnswer {
  readonly status: 'ok' | 'nodata' | 'nxdomain' | 'servfail' | 'timeout'
  /** TXT records are lists of strings, MX records `{ preference, exchange }`, all others strings. */
  readonly records: readonly unknown[]
}

/** One question to the DNS, and what came back. */
export interface SpfAsked extends SpfDnsAnswer {
  readonly name: string
  readonly type: SpfAskedType
}

/** Why a record, or the term that decided for it, came out as it did. */
export type SpfReason =
  /** A mechanism matched the address. */
  | 'match'
  /** No mechanism matched, and the record says no more: neutral. */
  | 'end-of-record'
  /** The name is no domain that could have a record, or the client's address is none. */
  | 'malformed-domain'
  | 'malformed-address'
  | 'no-record'
  | 'several-records'
  | 'faulty-record'
  /** An include or a redirect leads to a domain without a record. */
  | 'no-record-behind'
  /** A name server failed or kept silent. */
  | 'dns-error'
  | 'too-many-lookups'
  | 'too-many-void-lookups'
  | 'too-many-mx'
  | 'out-of-time'

/**
 * What became of a term. `followed` is a modifier that was made use of, `ignored`
 * one that was not, `not-reached` a mechanism behind the one that decided.
 */
export type SpfTermOutcome =
  'match' | 'no-match' | 'temperror' | 'permerror' | 'followed' | 'ignored' | 'not-reached'

export interface SpfTermTrace {
  /** As it stands in the record. */
  readonly term: string
  /** Where it begins in the record. */
  readonly offset: number
  /** The name it came to mean, macros filled in; null where it names none or was not reached. */
  readonly name: string | null
  readonly outcome: SpfTermOutcome
  /** Why it ended the evaluation; null where it did not. */
  readonly reason: SpfReason | null
  readonly asked: readonly SpfAsked[]
  /** What it and all behind it counted. */
  readonly lookups: number
  readonly voidLookups: number
  /** The record that an include or a redirect opened. */
  readonly record: SpfRecordTrace | null
}

export interface SpfRecordTrace {
  readonly domain: string
  /** The record; null where none, or more than one, was found. */
  readonly text: string | null
  /** The question for the record itself. */
  readonly asked: readonly SpfAsked[]
  readonly terms: readonly SpfTermTrace[]
  readonly result: SpfResult
  readonly reason: SpfReason
}

/** What the whole result rests on. */
export interface SpfDecision {
  readonly reason: SpfReason
  /** The domain in whose record the decision fell. */
  readonly domain: string
  /** The term there; null where the record as a whole, or its lack, decided. */
  readonly term: string | null
  readonly offset: number | null
  /** The terms that led to that record, from the sender's domain on: includes and redirects. */
  readonly via: readonly string[]
}

export interface SpfTrace extends SpfRecordTrace {
  readonly decidedBy: SpfDecision
}

export interface SpfEvaluation {
  readonly result: SpfResult
  /** What the domain publishes for refused mail, macros filled in; null where it publishes nothing. */
  readonly explanation: string | null
  readonly trace: SpfTrace
  /** Terms that asked the DNS, of 10; 11 where the limit was passed. */
  readonly lookups: number
  /** Of those, the ones that got no records, of 2; 3 where the limit was passed. */
  readonly voidLookups: number
}
