/** What the machine says of a failed work on a file, in one line. */
export function whyFailed(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
