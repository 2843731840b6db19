/**
 * What a run asked of a tenant, counted from the lines of its ledger. All calls
 * of one round trip begin at one moment; so the clock of a run that is counted
 * must never stand still.
 */
import { isRead } from '../../src/drivers/exchange/cmdlet-table.js'
import { createLedger, type Ledger } from '../../src/drivers/ledger.js'

export interface Counted {
  readonly roundTrips: number
  /** Round trips that only read. */
  readonly readingTrips: number
  readonly cmdlets: number
  /** The cmdlets that may change something, in order. */
  readonly writes: readonly string[]
  /** How often each cmdlet was run. */
  readonly byCmdlet: Readonly<Record<string, number>>
}

export interface CountingLedger extends Ledger {
  /** What was recorded since the last time it was asked. */
  readonly counted: () => Counted
}

export function countingLedger(): CountingLedger {
  let lines: string[] = []
  return {
    ...createLedger(line => lines.push(line)),
    counted() {
      const all = lines.map(lineOf)
      lines = []
      return countedIn(all)
    },
  }
}

interface Line {
  readonly time: string
  readonly cmdlet: string
}

function countedIn(lines: readonly Line[]): Counted {
  const writes = lines.filter(({ cmdlet }) => !isRead(cmdlet))
  const trips = timesOf(lines)
  const byCmdlet: Record<string, number> = {}
  for (const { cmdlet } of lines) byCmdlet[cmdlet] = (byCmdlet[cmdlet] ?? 0) + 1
  return Object.freeze({
    roundTrips: trips.size,
    readingTrips: trips.size - timesOf(writes).size,
    cmdlets: lines.length,
    writes: writes.map(({ cmdlet }) => cmdlet),
    byCmdlet,
  })
}

function timesOf(lines: readonly Line[]): ReadonlySet<string> {
  return new Set(lines.map(({ time }) => time))
}

function lineOf(text: string): Line {
  const line: unknown = JSON.parse(text)
  return line as Line
}
