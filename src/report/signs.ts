/** The signs in front of things: one table, so that every format uses the same. */
import type { Severity } from '../findings.js'

export type Sign =
  | 'create'
  | 'update'
  | 'remove'
  | 'stands'
  | 'unread'
  | 'refused'
  | 'by-hand'
  | 'done'
  | 'waiting'
  | 'failed'
  | 'not-started'
  | 'careful'
  | 'not-checked'

export type Colour = 'green' | 'yellow' | 'red' | 'cyan' | 'gray'

interface Look {
  readonly symbol: string
  readonly colour: Colour
  /** For those who read with ears, and for legends. */
  readonly word: string
}

export const signs: Readonly<Record<Sign, Look>> = {
  create: { symbol: '+', colour: 'green', word: 'created' },
  update: { symbol: '~', colour: 'yellow', word: 'changed' },
  remove: { symbol: '-', colour: 'red', word: 'removed' },
  stands: { symbol: '=', colour: 'gray', word: 'unchanged' },
  unread: { symbol: '?', colour: 'yellow', word: 'unread' },
  refused: { symbol: '✗', colour: 'red', word: 'refused' },
  'by-hand': { symbol: '>', colour: 'cyan', word: 'by hand' },
  done: { symbol: '✓', colour: 'green', word: 'done' },
  waiting: { symbol: '…', colour: 'yellow', word: 'waiting' },
  failed: { symbol: '✗', colour: 'red', word: 'failed' },
  'not-started': { symbol: '·', colour: 'gray', word: 'not started' },
  careful: { symbol: '!', colour: 'yellow', word: 'warning' },
  'not-checked': { symbol: '·', colour: 'gray', word: 'not checked' },
}

export const severitySigns: Readonly<Record<Severity, Look>> = {
  error: { symbol: '✗', colour: 'red', word: 'error' },
  warning: { symbol: '!', colour: 'yellow', word: 'warning' },
  information: { symbol: 'i', colour: 'cyan', word: 'note' },
}
