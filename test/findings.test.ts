import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogue } from '../src/findings.js'
import type { Catalogue } from '../src/findings/words.js'

const all = Object.entries<Catalogue[string]>(catalogue)
const codesOf = (entries: typeof all) => entries.map(([code]) => code)

it('gives every finding a code of words in kebab-case', () => {
  expect(codesOf(all.filter(([code]) => !/^[a-z]+(-[a-z0-9]+)+$/.test(code)))).toEqual([])
})

it('says of every finding what is wrong, in a sentence or in the words of somebody else', () => {
  expect(codesOf(all.filter(([, { message }]) => !/([.?]|\{\w+\})$/.test(message)))).toEqual([])
})

it('says of every finding how to go on', () => {
  expect(codesOf(all.filter(([, { remedy }]) => !/([.?:]|`|\{\w+\})$/.test(remedy)))).toEqual([])
})

it('never sends a person to support and nowhere else', () => {
  const empty = /^(please )?(contact|ask|call) (microsoft )?support\.?$/i
  expect(codesOf(all.filter(([, { remedy }]) => empty.test(remedy)))).toEqual([])
})

it('has every code once, in one file of the catalogue, and joins all files', async () => {
  const names = readdirSync(new URL('../src/findings/', import.meta.url))
    .map(file => file.replace(/\.ts$/, ''))
    .filter(name => name !== 'words')
  const modules = await Promise.all(
    names.map(
      name => import(`../src/findings/${name}.ts`) as Promise<Readonly<Record<string, Catalogue>>>,
    ),
  )
  // A file may be joined of others; what it passes on is the same object.
  const words = new Set(modules.flatMap(Object.values<Catalogue>).flatMap(Object.values<object>))

  expect([...words].filter(one => !all.some(([, joined]) => joined === one))).toEqual([])
})
