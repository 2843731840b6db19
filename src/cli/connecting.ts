/** How commands connect: calls go into the log, and what a person must do to sign in goes to stderr. */
import type { Ledger } from '../drivers/ledger.js'
import { visible } from '../report/escape.js'
import type { ConnectOptions } from '../run/connect.js'
import type { Io } from './io.js'

export function connecting(ledger: Ledger, io: Io): ConnectOptions {
  return {
    ledger,
    tell: text => {
      io.err(`${text.split('\n').map(visible).join('\n').trimEnd()}\n`)
    },
  }
}
