/**
 * What each change of a plan would run, as an administrator would type it. What
 * goes to the DNS stands there as a comment: PowerShell cannot do it.
 */
import type { TxtChange } from '../drivers/drivers.js'
import { commented, powershellText } from '../drivers/exchange/powershell-text.js'
import { withStandardParameters } from '../drivers/exchange/standard-parameters.js'
import { rehearse, type Rehearsal, type Step } from '../engine/rehearse.js'
import type { Connection } from './connect.js'
import type { Planned } from './plan-stack.js'

/** The commands of one change. */
export interface Commands {
  readonly kind: string
  readonly key: string
  readonly lines: readonly string[]
}

export async function commandsOf(
  { plan, observed }: Planned,
  { drivers }: Connection,
): Promise<readonly Commands[]> {
  return (await rehearse({ drivers, plan, observed })).map(commandsFor)
}

const verbs = { create: 'create', update: 'change', remove: 'remove' } as const

function commandsFor({ kind, key, verb, title, steps }: Rehearsal): Commands {
  const head = commented(`${verbs[verb]} ${title}`)
  return { kind, key, lines: [head, ...steps.flatMap(linesOf)] }
}

function linesOf(step: Step): readonly string[] {
  if (step.to === 'dns') return txtLines(step.change)
  const { cmdlet, parameters } = step.call
  const complete = { cmdlet, parameters: withStandardParameters(cmdlet, parameters) }
  return powershellText(complete).split('\n')
}

function txtLines({ name, before, after }: TxtChange): readonly string[] {
  return [
    `${name} TXT, in the DNS:`,
    ...before.filter(value => !after.includes(value)).map(value => `  - "${value}"`),
    ...after.filter(value => !before.includes(value)).map(value => `  + "${value}"`),
  ].map(commented)
}
