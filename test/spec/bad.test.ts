/**
 * Faulty specs, one a file. The first lines of each are comments that say which
 * findings it must give, and where: `# <code> <line>:<column>`, or `-` where
 * there is no place to point at.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { load } from '../../src/spec/load.js'
import { folderOf } from './texts.js'

const folder = new URL('bad/', import.meta.url)

function expectedIn(text: string): readonly string[] {
  const comments = /^(?:# \S+ (?:\d+:\d+|-)\n)+/.exec(text)?.[0] ?? ''
  return comments.trim().split('\n')
}

describe.each(readdirSync(folder))('bad/%s', file => {
  const text = readFileSync(new URL(file, folder), 'utf8')
  const { spec, findings } = load(folderOf({ [file]: text }))

  it('gives the findings that its first lines ask for, and no other', () => {
    const found = findings.map(({ code, place }) => {
      const where = place ? `${String(place.line)}:${String(place.column)}` : '-'
      return `# ${code} ${where}`
    })
    expect(found).toEqual(expectedIn(text))
    expect(spec).toBeUndefined()
  })

  it('shows the line that each finding is about, and says how to go on', () => {
    for (const { place, line, remedy, message } of findings) {
      expect(line).toBe(place && text.split('\n')[place.line - 1])
      expect(remedy).not.toBe('')
      expect(message).toMatch(/\.$/)
    }
  })
})

it('is a collection of at least forty', () => {
  expect(readdirSync(folder).length).toBeGreaterThanOrEqual(40)
})
