/**
 * Reading a file that may turn out to be none: opening a named pipe waits until
 * somebody writes into it, which may be never, and opening a device may do more
 * than read. So it is looked at first, and opened without waiting, in case
 * something else was put in its place between the two.
 */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  statSync,
  type Stats,
} from 'node:fs'

/** What is there is neither a regular file nor a link to one. */
export class NotRegularFile extends Error {
  /** In words, such as "a named pipe". */
  readonly what: string

  constructor(path: string, what: string) {
    super(`${path} is ${what}`)
    this.what = what
  }
}

/** Throws what the file system says, and `NotRegularFile`. */
export function readRegularFile(path: string): Buffer {
  refuseOthers(path, statSync(path))
  // Windows knows no O_NONBLOCK, and keeps its named pipes among no files.
  const handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0))
  try {
    refuseOthers(path, fstatSync(handle))
    return readFileSync(handle)
  } finally {
    closeSync(handle)
  }
}

function refuseOthers(path: string, facts: Stats): void {
  if (!facts.isFile()) throw new NotRegularFile(path, natureOf(facts))
}

function natureOf(facts: Stats): string {
  if (facts.isFIFO()) return 'a named pipe'
  if (facts.isSocket()) return 'a socket'
  return facts.isDirectory() ? 'a folder' : 'a device'
}
