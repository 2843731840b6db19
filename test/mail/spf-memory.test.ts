import { describe, expect, it } from 'vitest'
import { rememberTexts } from '../../src/mail/spf-memory.js'
import { parseSpf } from '../../src/mail/spf.js'

/** A reader that tells what it had to read. */
function counting() {
  const reads: string[] = []
  const read = rememberTexts(text => {
    reads.push(text)
    return Object.freeze({ text })
  })
  return { read, reads }
}

describe('rememberTexts', () => {
  it('reads a text once', () => {
    const { read, reads } = counting()
    expect(read('one')).toBe(read('one'))
    expect(read('two')).toEqual({ text: 'two' })
    expect(reads).toEqual(['one', 'two'])
  })

  it('forgets the oldest when a thousand are known', () => {
    const { read, reads } = counting()
    for (let one = 0; one <= 1000; one += 1) read(String(one))
    reads.length = 0
    read('1')
    read('1000')
    read('0')
    expect(reads).toEqual(['0'])
  })

  it('does not keep a text beyond the usual length', () => {
    const { read, reads } = counting()
    const [usual, long] = ['x'.repeat(1000), 'x'.repeat(1001)]
    for (const text of [usual, long, usual, long]) read(text)
    expect(reads).toEqual([usual, long, long])
  })
})

describe('a record that is remembered', () => {
  it('holds nothing that one of its readers could change for the others', () => {
    const text = 'v=spf1 ip4:203.0.113.0/29 a/24 include:example.com exp=why.%{d} ip4:x x=%{d} -all'
    expect(changeableIn(parseSpf(text))).toEqual([])
    expect(parseSpf(text)).toBe(parseSpf(text))
  })
})

function changeableIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(changeableIn)
  return Object.isFrozen(value) ? inside : [value, ...inside]
}
