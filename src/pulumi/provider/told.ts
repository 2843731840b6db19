/**
 * How the provider words a finding: one text, since Pulumi shows one. Where the
 * engine names a command of the other front, the text names Pulumi's.
 */
import type { Finding } from '../../findings.js'
import { placeText, sentence } from '../../report/wording.js'

const inPulumisWords: readonly (readonly [pattern: RegExp, words: string])[] = [
  [
    /Plan again, read what changed, and approve the new plan/g,
    'Run `pulumi up --refresh`, read what changed, and approve that',
  ],
  [/Run apply again/g, 'Run `pulumi up` again'],
  [/then apply again/g, 'then run `pulumi up` again'],
  [/Plan again/g, 'Run `pulumi preview --refresh`'],
]

export function told({ message, remedy, place }: Finding): string {
  const where = place ? `${placeText(place, true)}: ` : ''
  return `${where}${sentence(message)} ${sentence(remedyOf(remedy))}`.trim()
}

export function remedyOf(remedy: string): string {
  return inPulumisWords.reduce((text, [pattern, words]) => text.replace(pattern, words), remedy)
}
