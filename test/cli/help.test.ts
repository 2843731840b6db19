/**
 * The words of the command line. `UPDATE_GOLDEN=1 npx vitest run test/cli`
 * writes the help anew; a person reads that diff.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { version } from '../../src/run/version.js'
import { cli } from '../support/cli.js'
import { contosoTexts } from '../support/contoso.js'
import { stack } from '../support/stack.js'

const names = commands.map(({ name }) => name)
const golden = new URL('golden/help.txt', import.meta.url)

describe('help', () => {
  it('tells every command with its words and options', async () => {
    const asked = [['--help'], ...names.map(name => [...name.split(' '), '--help'])]
    const told: string[] = []
    for (const argv of asked) {
      const { code, out, err } = await cli(argv)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      told.push(`$ devicemail ${argv.join(' ')}\n${out}`)
    }
    const text = told.join('\n')
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, text)
    expect(text).toBe(readFileSync(golden, 'utf8'))
  })

  it('is the same behind the word help', async () => {
    const { out } = await cli(['help', 'plan'])
    expect(out).toBe((await cli(['plan', '--help'])).out)
  })

  it('is shown on stderr where no command was given, and that is a failure', async () => {
    const { code, out, err } = await cli([])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('Usage: devicemail')
  })

  it('names only commands that are built', async () => {
    for (const command of commands) expect(typeof (await command.load()).run).toBe('function')
  })
})

test('the version is the one of the package', async () => {
  const { code, out } = await cli(['--version'])
  expect({ code, out }).toEqual({ code: 0, out: `${version}\n` })
  expect(version).toMatch(/^\d+\.\d+\.\d+/)
})

describe('a mistyped word', () => {
  it.each([
    [['pln', 'stacks/contoso'], "unknown command 'pln'", 'Did you mean plan?'],
    [['plan', '--ot', 'x', 'stacks/contoso'], "unknown option '--ot'", 'Did you mean --out?'],
    [['plan'], "missing required argument 'folders'", ''],
    [
      ['plan', 'x', '--mode', 'additiv'],
      "argument 'additiv' is invalid",
      'observe, additive, full',
    ],
    [['plan', 'x', '--format', 'xml'], "argument 'xml' is invalid", 'terminal, json, markdown'],
  ])('%j is told with what may be meant', async (argv, what, help) => {
    const { code, out, err } = await cli(argv)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(what)
    expect(err).toContain(help)
  })

  it.each([
    ['--timeout', '0', 'a whole number from 1'],
    ['--timeout', 'soon', 'a whole number from 1'],
    ['--max-removals', '1.5', 'a whole number from 0'],
  ])('%s %s is refused with what it may be', async (option, value, allowed) => {
    const { code, out, err } = await cli(['plan', 'stacks/contoso', option, value])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(`${option} cannot be "${value}"`)
    expect(err).toContain(allowed)
  })

  it('cannot repaint the terminal', async () => {
    const { err } = await cli(['plan', 'x', '--\u001b[2Jwipe'])
    expect(err).toContain('\\u{1b}[2Jwipe')
    expect(err).not.toContain('\u001b')
  })
})

it('takes the flags that every command knows, so that a pipeline may give them to all', async () => {
  const { folder, path } = stack(contosoTexts)
  const flags = [
    ...['--target', 'inbound-connector', '--mode', 'full', '--max-removals', '5'],
    ...['--timeout', '60', '--verbose', '--log-file', path('ledger.jsonl')],
  ]
  for (const name of names.filter(one => one !== 'schema')) {
    const { err } = await cli([name, folder, ...flags])
    expect(err).not.toContain('unknown option')
  }
})

it('prints the JSON Schema of specs', async () => {
  const { code, json } = await cli(['schema'])
  expect(code).toBe(0)
  expect(json).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' })
})
