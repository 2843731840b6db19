/** Options as commands use them, checked: all that is wrong is told at once. */
import type { Mode } from '../engine/plan-data.js'
import { finding, type Finding } from '../findings.js'
import type { PlanOptions } from '../run/plan-stack.js'
import type { Flags } from './command.js'

export type Format = 'terminal' | 'json' | 'markdown' | 'html'

export interface Settings extends PlanOptions {
  readonly format: Format
  readonly verbose: boolean
  readonly timeoutSeconds: number | null
  readonly logFile: string | null
}

export interface ReadFlags {
  readonly settings: Settings
  readonly findings: readonly Finding[]
}

export function readFlags(flags: Flags): ReadFlags {
  const findings: Finding[] = []
  const count = (name: string, option: string, least: number): number | null => {
    const text = textFlag(flags, name)
    if (text === null) return null
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least) return value
    findings.push(
      finding('bad-option', { option, value: text, allowed: `a whole number from ${least}` }),
    )
    return null
  }
  const targets = flags.target
  return {
    settings: {
      format: (textFlag(flags, 'format') ?? 'terminal') as Format,
      verbose: flags.verbose === true,
      strict: flags.strict === true,
      mode: (textFlag(flags, 'mode') ?? 'full') as Mode,
      targets: Array.isArray(targets) ? targets.map(String) : [],
      maxRemovals: count('maxRemovals', '--max-removals', 0),
      timeoutSeconds: count('timeout', '--timeout', 1),
      logFile: textFlag(flags, 'logFile'),
    },
    findings,
  }
}

export function textFlag(flags: Flags, name: string): string | null {
  const value = flags[name]
  return typeof value === 'string' ? value : null
}
