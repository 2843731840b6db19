/**
 * One zone: the TXT sets of the names in it, read and changed. Whoever keeps
 * the zone (a file, a person, a name server, a cloud) implements this and
 * passes the contract suite; zones.ts joins several to the port that kinds use.
 */
import type { TxtChange, TxtReading } from '../drivers.js'

export interface Zone {
  /** One answer for every name asked. */
  readTxt(names: readonly string[]): Promise<ReadonlyMap<string, TxtReading>>
  /** Compare and swap of one set. Throws a `Fault`. */
  replaceTxt(change: TxtChange): Promise<void>
}
