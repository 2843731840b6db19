/**
 * The ledger as PowerShell: each call as an administrator would type it, under a
 * comment that says when it was made and what came of it. For people who want
 * to read or repeat what was run; values are whole, secrets never.
 */
import type { Outcome, ParameterValue, Parameters } from './drivers.js'
import { commented, powershellWords } from './exchange/powershell-text.js'
import { isSecret, type Ledger, type LedgerEntry } from './ledger.js'

/** `sink` takes the lines of one call, without the last line end. */
export function createPowerShellLedger(sink: (text: string) => void): Ledger {
  return Object.freeze({
    record: (entry: LedgerEntry) => {
      sink(linesOf(entry).join('\n'))
    },
  })
}

function linesOf({ driver, call, outcome, attempt, started, ended }: LedgerEntry) {
  const { cmdlet, parameters } = call
  const milliseconds = ended.getTime() - started.getTime()
  const times = attempt > 1 ? `, attempt ${String(attempt)}` : ''
  const head = `${started.toISOString()} ${driver}: ${cameOf(outcome)}, ${String(milliseconds)} ms${times}`
  return [
    commented(head),
    ...outcome.warnings.map(one => commented(`WARNING: ${one}`)),
    powershellWords({ cmdlet, parameters: withoutSecrets(parameters) }).join(' '),
  ]
}

function cameOf(outcome: Outcome): string {
  if (outcome.status === 'done') return `done, rows ${String(outcome.rows.length)}`
  const { kind, text, type } = outcome.fault
  return `${kind} (${type === undefined ? text : `${type}: ${text}`})`
}

function withoutSecrets(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]): [string, ParameterValue] => [
      name,
      isSecret(name) ? '***' : value,
    ]),
  )
}
