import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeLock, type Lock } from '../../src/run/lock.js'
import { quietWorld } from '../support/quiet-world.js'
import { temporaryFolder } from '../support/stack.js'

const worldOf = (processId: number, alive: readonly number[] = []) =>
  quietWorld({ processId, isProcessAlive: id => alive.includes(id) })

const lockIn = (folder: string) => join(folder, '.devicemail', 'lock')

function taken(outcome: ReturnType<typeof takeLock>): Lock {
  if ('code' in outcome) throw new Error(outcome.message)
  return outcome
}

describe('the lock of a folder', () => {
  it('names its process, and is gone when it is released', () => {
    const folder = temporaryFolder()
    const lock = taken(takeLock(folder, worldOf(100)))
    expect(readFileSync(lockIn(folder), 'utf8')).toBe('100\n')
    lock.release()
    expect(readdirSync(join(folder, '.devicemail'))).toEqual([])
  })

  it('is had by one only, also within one process', () => {
    const folder = temporaryFolder()
    const lock = taken(takeLock(folder, worldOf(100)))
    expect(takeLock(folder, worldOf(200, [100]))).toMatchObject({ code: 'folder-locked' })
    expect(takeLock(folder, worldOf(100))).toMatchObject({ code: 'folder-locked' })
    lock.release()
    expect(takeLock(folder, worldOf(200))).toHaveProperty('release')
  })

  it('says who holds it, and which file to delete if nobody does', () => {
    const folder = temporaryFolder()
    takeLock(folder, worldOf(100))
    const refusal = takeLock(folder, worldOf(200, [100]))
    expect(refusal).toMatchObject({
      message: expect.stringContaining('process 100') as unknown,
      remedy: expect.stringContaining(lockIn(folder)) as unknown,
    })
  })

  it.each([
    ['of a process that is gone', '300\n'],
    ['of an earlier process with our own id', '200\n'],
    ['that is empty', ''],
    ['that names no process', 'hello\n'],
  ])('is taken over when it is one %s', (_, text) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, '.devicemail'))
    writeFileSync(lockIn(folder), text)
    const lock = taken(takeLock(folder, worldOf(200)))
    expect(readFileSync(lockIn(folder), 'utf8')).toBe('200\n')
    lock.release()
    expect(existsSync(lockIn(folder))).toBe(false)
  })

  it('that cannot be written is told, with why', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.devicemail'), 'a file')
    expect(takeLock(folder, worldOf(100))).toMatchObject({
      code: 'lock-not-written',
      message: expect.stringContaining('EEXIST') as unknown,
    })
  })
})
