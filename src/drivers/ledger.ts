/**
 * The ledger: one line of JSON for every call that was made, with its outcome
 * and its time, so that an administrator can show afterwards what was done and
 * what was only read. Values of secrets never get in, and long ones are cut.
 */
import type { Call, Outcome } from './drivers.js'

export interface LedgerEntry {
  readonly driver: string
  readonly call: Call
  readonly outcome: Outcome
  readonly attempt: number
  readonly started: Date
  readonly ended: Date
}

export interface Ledger {
  record(entry: LedgerEntry): void
}

const secret = /password|secret|token|credential/i
const longest = 200

/** `sink` takes one line, without its line end. */
export function createLedger(sink: (line: string) => void): Ledger {
  return Object.freeze({
    record: (entry: LedgerEntry) => {
      sink(JSON.stringify(lineOf(entry)))
    },
  })
}

/** Keeps nothing. */
export const noLedger: Ledger = Object.freeze({ record: () => undefined })

function lineOf({ driver, call, outcome, attempt, started, ended }: LedgerEntry) {
  return {
    time: started.toISOString(),
    driver,
    cmdlet: call.cmdlet,
    parameters: safe(call.parameters),
    attempt,
    ...told(outcome),
    milliseconds: ended.getTime() - started.getTime(),
  }
}

function told(outcome: Outcome) {
  const warnings = outcome.warnings.length > 0 ? { warnings: outcome.warnings.map(shortened) } : {}
  if (outcome.status === 'done') return { outcome: 'done', rows: outcome.rows.length, ...warnings }
  const { kind, text, type, requestId } = outcome.fault
  return { outcome: kind, text: shortened(text), type, requestId, ...warnings }
}

/** Whether a parameter of this name holds what no log may tell. */
export function isSecret(parameter: string): boolean {
  return secret.test(parameter)
}

function safe(value: unknown, name = ''): unknown {
  if (isSecret(name)) return '***'
  if (typeof value === 'string') return shortened(value)
  if (Array.isArray(value)) return value.map(one => safe(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, safe(one, key)]))
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text
}
