/**
 * Changing a file that others change, too: a lock keeps two of our runs apart,
 * and a look just before the new file takes the old one's place keeps an edit
 * by hand from being lost. Readers see the old file or the new one, never a half.
 */
import { randomUUID } from 'node:crypto'
import { chmod, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { Fault, type FaultKind } from '../fault.js'
import { readRegularFile } from './regular-file.js'

const operation = 'change file'

/** How long to wait for another run that changes the same file. */
export interface Patience {
  readonly attempts: number
  readonly pauseMilliseconds: number
}

const twoSeconds: Patience = { attempts: 100, pauseMilliseconds: 20 }

/**
 * Replaces the file's bytes by what `change` makes of them. What it throws goes
 * to the caller, and the file is as it was. What is no regular file is `NotRegularFile`.
 */
export async function swapFile(
  path: string,
  change: (bytes: Buffer) => Buffer | Promise<Buffer>,
  patience: Patience = twoSeconds,
): Promise<void> {
  // A symbolic link stays one: the file behind it is changed.
  const file = await asFault(realpath(path))
  const own = randomUUID()
  await asFault(lock(file, own, patience))
  try {
    const before = await asFault(bytesOf(file))
    const after = await change(before)
    if (!after.equals(before)) await asFault(replace(file, own, before, after))
  } finally {
    await release(lockOf(file), own)
  }
}

const lockOf = (file: string) => `${file}.lock`

/** The new file of the run that holds the lock, until it takes the old one's place. */
const temporaryOf = (file: string, holder: string) => `${file}.${holder}.tmp`

async function replace(file: string, own: string, before: Buffer, after: Buffer): Promise<void> {
  const temporary = temporaryOf(file, own)
  try {
    const { mode } = await stat(file)
    const handle = await open(temporary, 'wx', mode)
    try {
      await handle.writeFile(after)
      await handle.sync()
    } finally {
      await handle.close()
    }
    // The process's own mask may have narrowed the mode at creation.
    await chmod(temporary, mode & 0o7777)
    if (!readRegularFile(file).equals(before))
      throw new Fault({ kind: 'conflict', operation, text: `Somebody changed ${file} meanwhile.` })
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}

async function lock(file: string, own: string, patience: Patience): Promise<void> {
  const path = lockOf(file)
  const holders = new Set<string>()
  for (let attempt = 0; attempt < patience.attempts; attempt += 1) {
    if (await created(path, own)) return
    holders.add(await readFile(path, 'latin1').catch(() => own))
    await pause(patience.pauseMilliseconds)
  }
  // A change takes milliseconds. Who held the lock all this time was killed, and left what it wrote.
  const [holder, ...others] = holders
  if (holder !== undefined && others.length === 0) {
    await rm(path, { force: true })
    if (/^[\w-]+$/.test(holder)) await rm(temporaryOf(file, holder), { force: true })
    if (await created(path, own)) return
  }
  const text = `Other runs hold ${path}.`
  throw new Fault({ kind: 'transient', operation, text })
}

async function bytesOf(file: string): Promise<Buffer> {
  return Promise.resolve(readRegularFile(file))
}

/** Only what is still ours: a run that took us for dead may hold it by now. */
async function release(path: string, own: string): Promise<void> {
  if ((await readFile(path, 'latin1').catch(() => '')) === own) await rm(path, { force: true })
}

async function created(path: string, content: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx')
    try {
      await handle.writeFile(content)
    } catch (error) {
      // On a full disk it is there, but empty, and would be taken for somebody's.
      await rm(path, { force: true })
      throw error
    } finally {
      await handle.close()
    }
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

async function asFault<Value>(promise: Promise<Value>): Promise<Value> {
  try {
    return await promise
  } catch (error) {
    throw faultOf(error)
  }
}

function faultOf(error: unknown): unknown {
  const kinds: Readonly<Record<string, FaultKind>> = {
    ENOENT: 'not-found',
    EACCES: 'denied',
    EPERM: 'denied',
    EROFS: 'denied',
  }
  const code = codeOf(error)
  if (error instanceof Fault || code === '' || !(error instanceof Error)) return error
  const kind = kinds[code] ?? 'rejected'
  return new Fault({ kind, operation, text: error.message, type: code, cause: error })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
