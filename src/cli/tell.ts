/** Findings that belong to no report, such as those of options, as plain lines on stderr. */
import type { Finding } from '../findings.js'
import { visible } from '../report/escape.js'
import type { Io } from './io.js'

export function tell(findings: readonly Finding[], io: Io): void {
  for (const { severity, message, remedy } of findings)
    io.err(`${severity}: ${visible(message)}\n  ${visible(remedy)}\n`)
}
