/**
 * How requests and replies travel: one line each, a JSON document compressed by
 * gzip, in base64. No text in it can be mistaken for a line end, and half a line
 * is no reply.
 */
import { gunzipSync, gzipSync } from 'node:zlib'

const lineEnd = 0x0a

/** The line with its end. */
export function frameOf(value: unknown): string {
  return `${gzipSync(JSON.stringify(value), { level: 1 }).toString('base64')}\n`
}

/** Throws where the line is no frame. */
export function valueOf(line: Buffer): unknown {
  const packed = Buffer.from(line.toString('latin1'), 'base64')
  const value: unknown = JSON.parse(gunzipSync(packed).toString('utf8'))
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
    for (
      let end = chunk.indexOf(lineEnd);
      end >= 0;
      from = end + 1, end = chunk.indexOf(lineEnd, from)
    ) {
      const line = Buffer.concat([...begun, chunk.subarray(from, end)])
      begun = []
      take(line)
    }
    if (from < chunk.length) begun.push(chunk.subarray(from))
  }
}
