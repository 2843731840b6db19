import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { swapFile } from '../../../src/drivers/dns/file-swap.js'

async function file(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'swap-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'file')
  await writeFile(path, content)
  return path
}

const append = (text: string) => (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(text)])
const impatient = { attempts: 3, pauseMilliseconds: 1 }

describe('changing a file that others change, too', () => {
  test('changes at once come one after the other, and none is lost', async () => {
    const path = await file('')
    await Promise.all(['a', 'b', 'c', 'd'].map(text => swapFile(path, append(text))))
    expect((await readFile(path, 'utf8')).split('').sort().join('')).toBe('abcd')
    expect(await readdir(join(path, '..'))).toEqual(['file'])
  })

  test('an edit by hand in between is a conflict, and the edit stays', async () => {
    const path = await file('old')
    const swap = swapFile(path, async bytes => {
      await writeFile(path, 'by hand')
      return append('!')(bytes)
    })
    await expect(swap).rejects.toMatchObject({ name: 'Fault', kind: 'conflict' })
    expect(await readFile(path, 'utf8')).toBe('by hand')
    expect(await readdir(join(path, '..'))).toEqual(['file'])
  })

  test('what the change throws leaves the file as it was, and the lock free', async () => {
    const path = await file('old')
    const refusal = new Error('no')
    await expect(swapFile(path, () => Promise.reject(refusal))).rejects.toBe(refusal)
    await swapFile(path, append('!'), impatient)
    expect(await readFile(path, 'utf8')).toBe('old!')
  })

  test('the lock of a run that was killed is taken over after a while', async () => {
    const path = await file('old')
    await writeFile(`${path}.lock`, 'somebody')
    await swapFile(path, append('!'), impatient)
    expect(await readFile(path, 'utf8')).toBe('old!')
    expect(await readdir(join(path, '..'))).toEqual(['file'])
  })

  test('what a killed run had begun to write goes with its lock', async () => {
    const path = await file('old')
    await writeFile(`${path}.lock`, 'somebody')
    await writeFile(`${path}.somebody.tmp`, 'ol')
    await writeFile(`${path}.another.tmp`, 'kept')
    await swapFile(path, append('!'), impatient)
    expect((await readdir(join(path, '..'))).sort()).toEqual(['file', 'file.another.tmp'])
  })

  test('a missing file is a fault that says so', async () => {
    const path = await file('')
    await expect(swapFile(`${path}-none`, append('!'))).rejects.toMatchObject({ kind: 'not-found' })
  })
})
