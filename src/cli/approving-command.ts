/** The command that puts a plan into effect, ready to be pasted into a shell. */
import { textFlag, type Settings } from './flags.js'
import type { Flags } from './command.js'

/** What narrowed the plan must narrow the apply as well, or it would want more than was approved. */
export function approvingCommand(folder: string, settings: Settings, flags: Flags): string {
  const { targets, mode, maxRemovals, strict } = settings
  const file = textFlag(flags, 'out')
  return [
    'devicemail',
    'apply',
    folder,
    ...targets.flatMap(target => ['--target', target]),
    ...(mode === 'full' ? [] : ['--mode', mode]),
    ...(maxRemovals === null ? [] : ['--max-removals', String(maxRemovals)]),
    ...(strict ? ['--strict'] : []),
    ...(file === null ? [] : ['--plan', file]),
  ]
    .map(quoted)
    .join(' ')
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
