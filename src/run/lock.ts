/**
 * The local lock: keeps two runs on one folder apart. It lies in the folder's
 * `.devicemail/` and names its process, so that the lock of a killed run is
 * seen as stale and taken over. Across machines the pipeline's concurrency
 * group and the guards of `ensure` do this work.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { finding, type Finding } from '../findings.js'
import type { World } from './world.js'

export interface Lock {
  release(): void
}

/** Locks of this process: in a container every run may have the same process id. */
const held = new Set<string>()

/** The lock, or the finding that says who holds it. */
export function takeLock(folder: string, world: World): Lock | Finding {
  const directory = join(folder, '.devicemail')
  const path = join(directory, 'lock')
  const own = `${path}.${String(world.processId)}`
  try {
    mkdirSync(directory, { recursive: true })
    for (let attempt = 0; attempt < 2; attempt += 1) {
      if (isTaken(path, own, world.processId)) return lockAt(path)
      const holder = holderOf(path)
      if (holder !== undefined && isAtWork(holder, path, world))
        return finding('folder-locked', { folder, holder, path })
      takeAway(path, `${own}.stale`, holder)
    }
    return finding('folder-locked', { folder, holder: 'another process', path })
  } catch (error) {
    return finding('lock-not-written', { path, why: messageOf(error) })
  }
}

function lockAt(path: string): Lock {
  held.add(path)
  return {
    release() {
      held.delete(path)
      rmSync(path, { force: true })
    },
  }
}

function isAtWork(holder: number, path: string, world: World): boolean {
  return holder === world.processId ? held.has(path) : world.isProcessAlive(holder)
}

/** Linked, not written: so the lock never lies there without its holder's name. */
function isTaken(path: string, own: string, processId: number): boolean {
  writeFileSync(own, `${String(processId)}\n`, { mode: 0o600 })
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

/** Renamed first: of several who find it stale only one may take it away. */
function takeAway(path: string, aside: string, stale: number | undefined): void {
  try {
    renameSync(path, aside)
    // A living one took the lock between our look and the renaming: it gets it back.
    if (holderOf(aside) !== stale) linkSync(aside, path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** undefined: the lock is gone, or names nobody. */
function holderOf(path: string): number | undefined {
  try {
    const holder = Number(readFileSync(path, 'utf8').trim())
    return Number.isInteger(holder) && holder > 0 ? holder : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
