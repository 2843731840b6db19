/**
 * Processes of this machine, for tests that look for what was left behind. They
 * are known by a text in their environment, so that tests side by side do not
 * take each other's for theirs. Linux only: it tells in files.
 */
import { readdirSync, readFileSync } from 'node:fs'

/** For `describe.skipIf`. */
export const processesAreHidden = process.platform !== 'linux'

export interface Seen {
  readonly id: number
  readonly command: string
  readonly environment: string
}

/** The living processes with the text in their environment; those that only wait to be buried are not living. */
export function processesWith(text: string): readonly Seen[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap(name => {
      const environment = contentOf(name, 'environ')
      const state = /^State:\s+(\S)/m.exec(contentOf(name, 'status'))?.[1]
      if (!environment.includes(text) || state === 'Z') return []
      return [{ id: Number(name), command: contentOf(name, 'cmdline'), environment }]
    })
}

/** True once nothing with the text lives any more; looks again for a while. */
export async function areGone(text: string, seconds = 10): Promise<boolean> {
  const last = Date.now() + seconds * 1000
  do await new Promise(resolve => setTimeout(resolve, 50))
  while (processesWith(text).length > 0 && Date.now() < last)
  return processesWith(text).length === 0
}

export function isAlive(id: number): boolean {
  return /^State:\s+[^Z]/m.test(contentOf(String(id), 'status'))
}

function contentOf(process: string, file: string): string {
  try {
    return readFileSync(`/proc/${process}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
