/**
 * How the provider words a finding: one text, since Pulumi shows one. Where the
 * engine names a command of the other front, the text names Pulumi's: whoever
 * reads it types that next.
 */
import type { Finding } from '../../findings.js'
import { placeText, sentence } from '../../report/wording.js'

/**
 * What goes on where this run ended. It is known of a creation or update; but a
 * look may be part of any command, and a removal of `pulumi destroy`, after which
 * `pulumi up` would make all of it again.
 */
export type Command = '`pulumi up`' | 'the same command'

type Words = readonly (readonly [pattern: RegExp, words: string])[]

const inPulumisWords: Readonly<Record<Command, Words>> = {
  '`pulumi up`': wordsFor(
    '`pulumi up`',
    'Run `pulumi up --refresh`, read what changed, and approve that',
  ),
  'the same command': wordsFor(
    'the same command',
    'Run `pulumi refresh`, read what changed, and run the same command again',
  ),
}

function wordsFor(command: Command, afresh: string): Words {
  return [
    [/Plan again, read what changed, and approve the new plan/g, afresh],
    [/\bRun (?:apply |`pulumi up` )?again/g, `Run ${command} again`],
    [/\bthen apply again/g, `then run ${command} again`],
    [/\band run again/g, `and run ${command} again`],
    [/Plan again/g, 'Run `pulumi preview --refresh`'],
  ]
}

export function told({ message, remedy, place }: Finding, command?: Command): string {
  const where = place ? `${placeText(place, true)}: ` : ''
  return `${where}${sentence(message)} ${sentence(remedyOf(remedy, command))}`.trim()
}

/** What would refuse a change, where nothing is refused for it: told beside what is done, it only warns. */
export function softened(one: Finding): Finding {
  return one.severity === 'error' ? { ...one, severity: 'warning' } : one
}

export function remedyOf(remedy: string, command: Command = '`pulumi up`'): string {
  return inPulumisWords[command].reduce(
    (text, [pattern, words]) => text.replace(pattern, words),
    remedy,
  )
}
