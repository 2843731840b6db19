/** A case of the contract, in plain data. */
import type { Call, Row } from '../../../../src/drivers/drivers.js'
import type { FaultKind } from '../../../../src/drivers/fault.js'
import type { Scene } from '../../../../src/drivers/exchange/simulator/scene.js'

export interface Case {
  readonly says: string
  readonly given: Scene
  /** One round trip; `[[…], […]]` are several, one after the other. */
  readonly calls: readonly Call[] | readonly (readonly Call[])[]
  /** What comes of each call, in order. */
  readonly then: readonly Came[]
  /** A driver may judge by itself what the service would say in other words, so the twin only says no too. */
  readonly mayJudgeItself?: boolean
}

export type Came =
  /** All rows, each with at least these properties. */
  | { readonly rows: readonly Row[]; readonly warnings?: readonly string[] }
  /** All rows, each with these properties and no others. */
  | { readonly onlyRows: readonly Row[]; readonly warnings?: readonly string[] }
  | { readonly count: number; readonly warnings?: readonly string[] }
  /** Several kinds where the way there decides what can be known. */
  | {
      readonly fault: FaultKind | readonly FaultKind[]
      /** The last part of the exception's type. */
      readonly type?: string
      readonly retryAfterSeconds?: number
    }
