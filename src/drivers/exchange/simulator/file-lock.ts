/**
 * A lock between processes: a file that only one can create, with the process
 * id of its holder inside. The lock of a process that is gone is stale and is
 * taken away; one that is held is waited for.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { kill, pid } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { Fault } from '../../fault.js'
import { codeOf } from './file-fault.js'

export interface LockPatience {
  readonly attempts: number
  readonly pauseMilliseconds: number
}

const fiveSeconds: LockPatience = { attempts: 500, pauseMilliseconds: 10 }

/** Does the work while nobody else holds the lock. The work is synchronous, so a lock is held briefly. */
export async function whileLocked<Result>(
  path: string,
  work: () => Result,
  patience: LockPatience = fiveSeconds,
): Promise<Result> {
  for (let attempt = 0; attempt < patience.attempts; attempt += 1) {
    if (isTaken(path)) {
      try {
        return work()
      } finally {
        rmSync(path, { force: true })
      }
    }
    removeIfStale(path)
    await pause(patience.pauseMilliseconds)
  }
  throw new Fault({
    kind: 'transient',
    operation: 'lock the simulated tenant',
    text: `Another run holds ${path}. Wait for it to end; if there is none, delete that file.`,
  })
}

function isTaken(path: string): boolean {
  try {
    writeFileSync(path, String(pid), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function removeIfStale(path: string): void {
  const holder = contentOf(path)
  if (holder === undefined || !/^\d+$/.test(holder) || isAlive(Number(holder))) return
  // Renamed first: of several who find it stale only one may take it away.
  const aside = `${path}.${String(pid)}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  const taken = contentOf(aside)
  rmSync(aside, { force: true })
  // A living one took the lock between our look and the renaming: it gets it back.
  if (taken !== undefined && taken !== holder) writeFileSync(path, taken, { mode: 0o600 })
}

function isAlive(process: number): boolean {
  try {
    return kill(process, 0)
  } catch (error) {
    // Without the right to signal it, it is there all the same.
    return codeOf(error) === 'EPERM'
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
