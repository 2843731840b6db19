/** `devicemail import`: devices from a list, each fault at its cell, and no file of a person touched. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { load as parse } from 'js-yaml'
import { describe, expect, it, test } from 'vitest'
import { parseCsv } from '../../src/run/import/csv.js'
import { importDevices } from '../../src/run/import/import-devices.js'
import { yamlText } from '../../src/run/yaml-text.js'
import { cli } from '../support/cli.js'
import { contosoTexts } from '../support/contoso.js'
import { stack, temporaryFolder } from '../support/stack.js'
import { filesShape } from './shapes.js'

const good = `name,site,profile,from,to,labels.owner,notes
milan-scanner,milan,old-copier,scan@contoso.com,contoso.com bank.example,facilities,
"milan-till",milan,,till@contoso.com,tenant,,"says ""hi"", twice"
`

function listOf(text: string): string {
  const path = join(temporaryFolder(), 'printers.csv')
  writeFileSync(path, text)
  return path
}

test('a list becomes a new file, and the folder is a sound spec with it', async () => {
  const contoso = stack(contosoTexts)
  const { code, json } = await cli(['import', listOf(good), contoso.folder, '--format', 'json'])

  expect(code).toBe(0)
  expect(filesShape.parse(json)).toMatchObject({
    command: 'import',
    files: [{ path: 'printers.yaml', outcome: 'written' }],
  })
  expect(parse(contoso.read('printers.yaml') ?? '')).toEqual({
    devices: {
      'milan-scanner': {
        site: 'milan',
        profile: 'old-copier',
        from: 'scan@contoso.com',
        to: ['contoso.com', 'bank.example'],
        labels: { owner: 'facilities' },
      },
      'milan-till': {
        site: 'milan',
        from: 'till@contoso.com',
        to: 'tenant',
        notes: 'says "hi", twice',
      },
    },
  })
  expect((await cli(['validate', contoso.folder])).code).toBe(0)
  expect((await cli(['explain', contoso.folder, 'milan-till'])).code).toBe(0)
})

test('without a folder the YAML goes to stdout alone', async () => {
  const { code, out, err } = await cli(['import', listOf(good)])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(parse(out)).toHaveProperty('devices.milan-scanner.site', 'milan')
})

test('a file that is there is never written over, unless that is forced', async () => {
  const contoso = stack({ ...contosoTexts, 'printers.yaml': 'labels: mine\n' })
  const list = listOf(good)
  contoso.write({ 'printers.yaml': '# mine\n' })

  const refused = await cli(['import', list, contoso.folder])
  expect(refused.code).toBe(1)
  expect(refused.out).toContain('file-is-there')
  expect(contoso.read('printers.yaml')).toBe('# mine\n')

  expect((await cli(['import', list, contoso.folder, '--force'])).code).toBe(0)
  expect(contoso.read('printers.yaml')).toContain('milan-till')
  // The same list again is nothing new.
  const again = await cli(['import', list, contoso.folder])
  expect(again.code).toBe(0)
  expect(again.out).toContain('is so already')
})

test('all faults are told at once, each at its cell, and nothing is written', async () => {
  const contoso = stack(contosoTexts)
  const list = listOf(
    `Name;Site;From;To;TLS;Recipients per day
milan-a;milano;a@contoso.com;anyone;none;
milan-b;milan;b@contoso;tenant;1.9;many
;milan;c@contoso.com;tenant;;
milan-a;milan;a@contoso.com;tenant;;
milan-copier;milan;d@contoso.com;tenant;;
milan-e;milan;e@contoso.com;tenant;;;;surplus
`,
  )
  const { code, json } = await cli(['import', list, contoso.folder, '--format', 'json'])

  expect(code).toBe(1)
  const { findings } = filesShape.parse(json)
  const told = findings.map(one => `${one.file ?? ''}:${one.line}:${one.column} ${one.code}`)
  expect(told).toEqual(
    expect.arrayContaining([
      'printers.csv:2:9 name-misspelt',
      'printers.csv:3:15 address-not-valid',
      'printers.csv:3:32 word-unknown',
      'printers.csv:3:36 value-not-understood',
      'printers.csv:4:1 row-without-name',
      'printers.csv:5:1 device-listed-twice',
      'printers.csv:6:1 defined-twice',
      'printers.csv:7:39 row-too-long',
    ]),
  )
  expect(contoso.read('printers.yaml')).toBeUndefined()
})

describe('a list that is none is told, with what to do:', () => {
  it.each([
    ['', 'list-empty'],
    ['name,from\n', 'list-empty'],
    ['from,to\na@contoso.com,tenant\n', 'list-without-names'],
    ['name,form\na,a@contoso.com\n', 'column-unknown'],
    ['name,from,from\na,a@contoso.com,b@contoso.com\n', 'column-twice'],
    ['name,from\n"a,a@contoso.com\n', 'quote-unclosed'],
    ['n\0a\0m\0e\0', 'list-not-utf-8'],
  ])('%j', async (text, code) => {
    const { code: exit, out } = await cli(['import', listOf(text)])
    expect(exit).toBe(1)
    expect(out).toContain(code)
  })

  it('a file that is not there', async () => {
    const { code, err } = await cli(['import', '/nowhere/printers.csv'])
    expect(code).toBe(1)
    expect(err).toContain('cannot be read')
  })
})

describe('reading a list', () => {
  it.each([',', ';', '\t'])('takes cells apart by %j', separator => {
    const { rows } = parseCsv(['name', 'from'].join(separator) + '\r\na' + separator + 'b\r\n')
    expect(rows.map(row => row.map(cell => cell.text))).toEqual([
      ['name', 'from'],
      ['a', 'b'],
    ])
  })

  it('gives back whatever a spreadsheet wrote into quotes', () => {
    const text = fc.string({ unit: 'grapheme' }).map(one => one.trim())
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), pairs => {
        const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`
        const source = ['a,b', ...pairs.map(pair => pair.map(quoted).join(','))].join('\n')
        const filled = pairs.filter(pair => pair.some(one => one !== ''))
        const [, ...rows] = parseCsv(source).rows
        expect(rows.map(row => row.map(cell => cell.text))).toEqual(filled)
      }),
    )
  })

  it('never throws, whatever stands in the file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        importDevices(`name,from,notes\n${text}`, 'list.csv', null)
      }),
    )
  })
})

it('writes text so that YAML gives back the same', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.double().map(String),
        fc.stringMatching(/^[-0-9.exo:_ ]+$/),
      ),
      text => {
        expect(parse(`value: ${yamlText(text)}\n`)).toEqual({ value: text })
      },
    ),
  )
})
