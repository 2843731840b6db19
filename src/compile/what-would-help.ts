/**
 * What a person can change so that a device can send: for each method, the
 * changes that its failed requirements ask for. A method that nothing in the
 * spec can bring about is left out.
 */
import type { Method } from '../spec/spec.js'
import type { Check } from './compiled.js'
import { methods, titleOf } from './methods.js'

export function whatWouldHelp(checks: readonly Check[]): string {
  const failed = checks.filter(one => !one.holds)
  const everywhere = failsEverywhere(failed)
  if (everywhere?.change) return `It needs ${everywhere.change}.`
  const ways = methods
    .map(({ method }) =>
      sentenceFor(
        method,
        failed.filter(one => one.method === method),
      ),
    )
    .filter(one => one !== '')
  return ['Any one of these makes it work.', ...ways].join(' ')
}

/** A requirement of all methods that fails makes every other change pointless. */
function failsEverywhere(failed: readonly Check[]): Check | undefined {
  return failed.find(one =>
    methods.every(row =>
      failed.some(other => other.method === row.method && other.requirement === one.requirement),
    ),
  )
}

function sentenceFor(method: Method, failed: readonly Check[]): string {
  const changes = [...new Set(failed.map(one => one.change))]
  if (changes.length === 0 || changes.includes(null)) return ''
  return `For ${titleOf(method)}: ${changes.join('; and ')}.`
}
