/** The file of `--log-file`: a line for every call to the tenant. */
import { finding, type Finding } from '../findings.js'
import type { Context } from './command.js'
import { textFlag } from './flags.js'
import { tell } from './tell.js'
import { whyFailed } from './why-failed.js'

/**
 * Takes lines; null where none is wished, a finding where the file cannot be
 * written. Tried before the first call: a log that fails later (a full disk)
 * is told once, and never breaks off a write to the tenant.
 */
export function openLogFile({ flags, io }: Context): ((line: string) => void) | Finding | null {
  const file = textFlag(flags, 'logFile')
  if (file === null) return null
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
  return line => {
    if (broken) return
    const failure = append(`${line}\n`)
    if (!failure) return
    broken = true
    tell([failure], io)
  }
}
