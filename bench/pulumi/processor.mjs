/**
 * Processor time of the processes that were started and have ended, whoever
 * among them started others: what else the machine does adds nothing to it.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'

/** In seconds; NaN where the system does not tell. */
export function processorSeconds() {
  if (process.platform !== 'linux') return Number.NaN
  const text = readFileSync('/proc/self/stat', 'utf8')
  // Behind the name, which may hold anything: state, … and of ended children user and system time in hundredths.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}
