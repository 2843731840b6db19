/** What a run that acts gets from outside: its patience, and who listens. */
import type { Receipt } from './plan-data.js'

export interface Pace {
  /** Waits before the next look; ends early when the run is interrupted. */
  pause(attempt: number): Promise<void>
  /** How often to look before "waiting" is the answer. */
  readonly looks: number
  /** Nothing new is started once it is true. */
  interrupted(): boolean
}

/** Called for each receipt as soon as it is known. */
export type Tell = (receipt: Receipt) => void
