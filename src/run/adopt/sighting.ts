/**
 * What is seen before a mark is put on or taken off: the thing as the tenant has
 * it, whose it is, what the spec would change in it, and whether its mark may change.
 */
import type { Finding } from '../../findings.js'
import type { Difference } from '../../resources/field.js'
import type { AnyKind, Key, Owner } from '../../resources/resource.js'

export interface Sighting {
  readonly kind: string
  readonly key: Key
  /** How a person calls it. */
  readonly title: string
  /** Whose mark it bears; null where it is not there, or could not be read. */
  readonly owner: Owner | null
  /** Its properties as they are, each as a `before`. */
  readonly values: readonly Difference[]
  /** What the spec wants otherwise; the next plan shows it. */
  readonly differences: readonly Difference[]
  /** `unchanged`: it is already as it was asked for. */
  readonly verdict: 'may-change' | 'unchanged' | 'refused'
  /** What the change goes through; null where nothing is to be done. */
  readonly handle: Handle | null
  readonly findings: readonly Finding[]
}

export interface Handle {
  readonly kind: AnyKind
  readonly live: object
  /** The key that the mark is to name; null takes it off. */
  readonly mark: Key | null
}
