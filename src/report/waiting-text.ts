/**
 * What is known of a change that waits, for a page and for a line of progress:
 * nothing is told as written that nobody knows to be written.
 */
import type { Change, Receipt } from '../engine/plan-data.js'

export interface WaitingText {
  /** Follows the name of the thing. */
  readonly sentence: string
  /** Follows its name and a colon. */
  readonly short: string
}

export function waitingText(receipt: Receipt, verb: Change['verb'] = 'update'): WaitingText {
  const [done, still] = verb === 'remove' ? ['removed', true] : ['written', false]
  if (receipt.untouched)
    return {
      sentence: 'is not written yet, since what it leans on is not known there',
      short: 'not written yet',
    }
  if (receipt.unanswered)
    return {
      sentence: `got no answer, so nobody knows whether it is ${done}`,
      short: `no answer, so nobody knows whether it is ${done}`,
    }
  const where = receipt.kind === 'spf-record' ? 'the DNS' : 'Microsoft'
  return still
    ? {
        sentence: `is removed, and ${where} still shows it`,
        short: `removed, still shown by ${where}`,
      }
    : {
        sentence: `is written, and ${where} does not show it yet`,
        short: `written, not yet shown by ${where}`,
      }
}
