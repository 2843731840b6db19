/** A command is plain data: its words, its options, and how to load what it does. */
import type { World } from '../run/world.js'
import type { Io } from './io.js'

export interface Option {
  /** As commander takes it: `--out <file>`. */
  readonly flags: string
  readonly about: string
  readonly values?: readonly string[]
  readonly preset?: string
  /** May be given several times; the values are gathered. */
  readonly many?: boolean
  /** Known, so that a pipeline may give every command the same flags, but without a meaning here. */
  readonly idle?: boolean
}

/** The values of options by their name in camel case. */
export type Flags = Readonly<Record<string, unknown>>

export interface Context {
  /** What stands behind the command: folders, a device. */
  readonly words: readonly string[]
  readonly flags: Flags
  readonly io: Io
  readonly world: World
}

export interface Command {
  readonly name: string
  readonly summary: string
  /** As commander takes them: `<folders...>`. */
  readonly words: readonly { readonly name: string; readonly about: string }[]
  readonly options: readonly Option[]
  load(): Promise<{ readonly run: (context: Context) => Promise<number> }>
}
