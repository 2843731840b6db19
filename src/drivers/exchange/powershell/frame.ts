/**
 * How requests and replies travel: one JSON document a line. JSON escapes line
 * ends inside texts, so a line is a whole document, and half a line is none. The
 * pipe is private and carries nothing else, so nothing has to be told apart, and
 * compressing would take longer than the way is.
 */

const lineEnd = 0x0a

/** The line with its end. */
export function frameOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

/** Throws where the line is no document. */
export function valueOf(line: Buffer): unknown {
  const value: unknown = JSON.parse(line.toString('utf8'))
  return value
}

/**
 * Cuts a stream into lines. Each byte is looked at once and copied once, so a
 * line of tens of megabytes takes no longer than many short ones.
 */
export function createLineCutter(take: (line: Buffer) => void): (chunk: Buffer) => void {
  let begun: Buffer[] = []
  return chunk => {
    let from = 0
    let end = chunk.indexOf(lineEnd)
    while (end >= 0) {
      const rest = chunk.subarray(from, end)
      const line = begun.length > 0 ? Buffer.concat([...begun, rest]) : rest
      begun = []
      take(line)
      from = end + 1
      end = chunk.indexOf(lineEnd, from)
    }
    if (from < chunk.length) begun.push(chunk.subarray(from))
  }
}
