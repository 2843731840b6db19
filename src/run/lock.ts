/**
 * The local lock: keeps two runs on one folder apart. It lies in the folder's
 * `.devicemail/` and names its process, so that the lock of a killed run is
 * seen as stale and taken over. Across machines the pipeline's concurrency
 * group and the guards of `ensure` do this work.
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { finding, type Finding } from '../findings.js'
import type { World } from './world.js'

export interface Lock {
  release(): void
}

/** The lock, or the finding that says who holds it. */
export function takeLock(folder: string, world: World): Lock | Finding {
  mkdirSync(join(folder, '.devicemail'), { recursive: true })
  const path = join(folder, '.devicemail', 'lock')
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const file = create(path)
    if (file !== undefined) {
      writeSync(file, `${world.processId}\n`)
      closeSync(file)
      return {
        release: () => {
          rmSync(path, { force: true })
        },
      }
    }
    const holder = holderOf(path)
    if (holder !== undefined && world.isProcessAlive(holder))
      return finding('folder-locked', { folder, holder, path })
    rmSync(path, { force: true })
  }
  return finding('folder-locked', { folder, holder: 'another process', path })
}

function create(path: string): number | undefined {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined
    throw error
  }
}

/** undefined: the lock is gone, or names nobody because its owner was killed while writing it. */
function holderOf(path: string): number | undefined {
  try {
    const holder = Number(readFileSync(path, 'utf8').trim())
    return Number.isInteger(holder) && holder > 0 ? holder : undefined
  } catch {
    return undefined
  }
}
