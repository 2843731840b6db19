/**
 * The command line: from words to a command, from its outcome to an exit code.
 * Ends no process and reads none, so that a test can call it.
 */
import { Command as Program, CommanderError, Option as ProgramOption } from 'commander'
import type { World } from '../run/world.js'
import { visible } from '../report/escape.js'
import type { Command, Flags } from './command.js'
import { commands, groups } from './commands.js'
import { exitCode } from './exit-code.js'
import type { Io } from './io.js'
import { version } from '../run/version.js'
import { whyFailed } from './why-failed.js'

export async function main(argv: readonly string[], io: Io, world: World): Promise<number> {
  let code: number = exitCode.done
  const program = new Program('devicemail')
    .description('Infrastructure as code for the mail that devices send through Microsoft 365.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed or refused, 2 changes exist (--detailed-exitcode),\n3 some changes not done or waiting, 130 interrupted.',
    )
    .configureOutput({
      writeOut: text => {
        io.out(harmless(text))
      },
      writeErr: text => {
        io.err(harmless(text))
      },
    })
    .exitOverride()
    .showSuggestionAfterError()
  for (const command of commands) {
    const parent = groupOf(program, command.name)
    parent.addCommand(
      subcommand(parent, command, async (words, flags) => {
        const { run } = await command.load()
        code = await run({ words, flags, io, world })
      }),
    )
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCode.done : exitCode.failed
    io.err(`${harmless(whyFailed(error))}\n`)
    return exitCode.failed
  }
  return world.interrupted() && code !== exitCode.done ? exitCode.interrupted : code
}

/** `spf check` is the command `check` of the group `spf`. */
function groupOf(program: Program, name: string): Program {
  const [group = '', ...rest] = name.split(' ')
  if (rest.length === 0) return program
  const known = program.commands.find(one => one.name() === group)
  if (known) return known
  const made = new Program(group).copyInheritedSettings(program).description(groups[group] ?? '')
  program.addCommand(made)
  return made
}

/** A word of the command line is told as it is, but never obeyed by the terminal. */
function harmless(text: string): string {
  return text.split('\n').map(visible).join('\n')
}

function subcommand(
  parent: Program,
  command: Command,
  act: (words: readonly string[], flags: Flags) => Promise<void>,
): Program {
  const { name, summary, words, options } = command
  const program = new Program(name.split(' ').at(-1))
    .copyInheritedSettings(parent)
    .description(summary)
  for (const word of words) program.argument(word.name, word.about)
  for (const { flags, about, values, preset, many, idle } of options) {
    const option = new ProgramOption(flags, about)
    if (values) option.choices([...values])
    if (preset !== undefined) option.default(preset)
    if (idle) option.hideHelp()
    if (many) {
      option.argParser((value: string, before: readonly string[] | undefined) => [
        ...(before ?? []),
        value,
      ])
    }
    program.addOption(option)
  }
  return program.action(() => act(program.processedArgs.flat().filter(isText), program.opts()))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
