/** The file of `--log-file`: a line for every call to the tenant, as JSON or as PowerShell. */
import { createLedger, noLedger, type Ledger } from '../drivers/ledger.js'
import { createPowerShellLedger } from '../drivers/ledger-powershell.js'
import { finding, type Finding } from '../findings.js'
import type { Context } from './command.js'
import { textFlag } from './flags.js'
import { tell } from './tell.js'
import { whyFailed } from './why-failed.js'

/**
 * Keeps nothing where none is wished; a finding where the file cannot be
 * written. Tried before the first call: a log that fails later (a full disk)
 * is told once, and never breaks off a write to the tenant.
 */
export function openLogFile({ flags, io }: Context): Ledger | Finding {
  const file = textFlag(flags, 'logFile')
  if (file === null) return noLedger
  const append = (text: string): Finding | null => {
    try {
      io.appendFile(file, text)
      return null
    } catch (error) {
      return finding('file-not-written', { option: '--log-file', file, why: whyFailed(error) })
    }
  }
  const unwritable = append('')
  if (unwritable) return unwritable
  let broken = false
  const write = (lines: string) => {
    if (broken) return
    const failure = append(`${lines}\n`)
    if (!failure) return
    broken = true
    tell([failure], io)
  }
  return flags.logFormat === 'powershell' ? createPowerShellLedger(write) : createLedger(write)
}
