import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hasParameter } from '../../src/drivers/exchange/cmdlet-table.js'
import { entries } from '../../src/resources/field-table.js'
import { everyKind } from '../../src/resources/kinds.js'

const inRepository = (path: string) => existsSync(new URL(`../../${path}`, import.meta.url))

describe.each(everyKind.map(kind => [kind.name, kind] as const))('%s', (name, kind) => {
  it('is named in kebab-case', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  it('has its source, its test and its page under that one name', () => {
    const paths = [
      `src/resources/${name}.ts`,
      `test/resources/${name}.test.ts`,
      `docs/resources/${name}.md`,
    ]
    expect(paths.filter(path => !inRepository(path))).toEqual([])
  })

  it('binds each field to a parameter that one of its cmdlets has', () => {
    const unbound = entries(kind.fields).filter(([, field]) => {
      const bound = kind.cmdlets.write.filter(cmdlet => field.parameterOf(cmdlet) !== null)
      return bound.length > 0 && !bound.some(one => hasParameter(one, field.parameterOf(one) ?? ''))
    })
    expect(unbound.map(([path]) => path)).toEqual([])
  })

  it('tells in sentences what it and each field give an administrator', () => {
    const sentences = [kind.summary, ...entries(kind.fields).map(([, field]) => field.about)]
    expect(sentences.filter(one => !/^[A-Z].*\.$/.test(one))).toEqual([])
  })
})
