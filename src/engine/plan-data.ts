/** The plan and what came of it, as plain data. */
import type { Because, Finding } from '../findings.js'
import type { Difference } from '../resources/field.js'
import type { Key, Reference, Telling } from '../resources/resource.js'

export type Verb = 'create' | 'update' | 'remove'

export interface Change extends Reference {
  readonly verb: Verb
  readonly fields: readonly Difference[]
  readonly telling: Telling
  readonly because: readonly Because[]
  readonly needs: readonly Reference[]
  /** Whether reverting the spec and applying takes it back, or a person must. */
  readonly undo: 'by-apply' | 'by-hand'
}

/** A thing that stands as it must, or that is kept although nothing asks for it. */
export interface Standing extends Reference {
  readonly title: string
  readonly because: readonly Because[]
  /** `kept`: nothing asks for it any more, and it is not taken away. */
  readonly how: 'unchanged' | 'kept'
}

/** A thing nobody may touch now, with the reason. */
export interface Held extends Reference {
  readonly state: 'unknown' | 'refused'
  readonly why: readonly Finding[]
  readonly because: readonly Because[]
}

export type Mode = 'observe' | 'additive' | 'full'

export interface Plan {
  readonly tenant: string
  readonly spec: string
  readonly driver: string
  readonly mode: Mode
  /** In the order in which they will be done. */
  readonly changes: readonly Change[]
  /** What a person must do by hand (`doneBy: 'person'`); never applied. */
  readonly byHand: readonly Change[]
  readonly held: readonly Held[]
  readonly standing: readonly Standing[]
  readonly findings: readonly Finding[]
  /** SHA-256 over tenant, driver and changes in canonical JSON, the first 8 bytes in hex. */
  readonly digest: string
}

export type ReceiptOutcome =
  'unchanged' | 'written' | 'removed' | 'waiting' | 'refused' | 'failed' | 'not-started'

export interface Receipt {
  readonly kind: string
  readonly key: Key
  readonly outcome: ReceiptOutcome
  /** Of what is waiting: nothing was written yet, since what it leans on is not known there. */
  readonly untouched?: true
  /** Of what is waiting: no answer came to the write, so it may not have landed. */
  readonly unanswered?: true
  readonly finding?: Finding
}
