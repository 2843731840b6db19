/** Options that are about one plan do not go with several folders. */
import { finding, type Finding } from '../findings.js'
import type { Context } from './command.js'
import { textFlag } from './flags.js'

export function moreThanOneFolder(
  { flags, words }: Context,
  names: readonly string[],
): readonly Finding[] {
  if (words.length < 2) return []
  return names.flatMap(name => {
    const value = textFlag(flags, name)
    if (value === null) return []
    const allowed = 'it with one folder at a time'
    return [finding('bad-option', { option: `--${name}`, value, allowed })]
  })
}
