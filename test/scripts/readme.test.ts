import { readFileSync } from 'node:fs'
import { load as parse } from 'js-yaml'
import { expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { hasError } from '../../src/findings.js'
import { specFrom } from '../../src/spec/load.js'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

it('shows a first spec that is right as it stands', () => {
  const [, text = ''] = /## Your own tenant[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readme) ?? []

  const { spec, findings } = specFrom(parse(text), 'contoso')
  const compiled = spec && compile(spec)

  expect(hasError(findings)).toBe(false)
  expect(compiled?.decisions.map(({ device, method }) => [device, method])).toEqual([
    ['milan-copier', 'smtp-relay'],
  ])
})
