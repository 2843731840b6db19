/** What a command has of the terminal: two streams and a question. Tests give their own. */
export interface Io {
  /** The result: what a script may read. */
  out(text: string): void
  /** Everything else: progress, questions, faults. */
  err(text: string): void
  /** Cells in a line. */
  readonly width: number
  readonly colour: boolean
  /** Whether a person watches the progress. */
  readonly live: boolean
  /** Asks a person; null where nobody can be asked. */
  ask(question: string): Promise<string | null>
  readFile(path: string): string
  writeFile(path: string, text: string): void
  appendFile(path: string, text: string): void
}
