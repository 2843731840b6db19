/** Whatever stands in a file, there is a finding, quickly, and nothing else happens. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { load } from '../../src/spec/load.js'
import { faultsIn, folderOf, head } from './texts.js'

const devices = 'devices: { copier: { from: copier@contoso.com, to: tenant } }\n'

function codesIn(content: string | Uint8Array): readonly string[] {
  return load(folderOf({ 'a.yaml': content })).findings.map(one => one.code)
}

/** Generous, since test machines are slow; what it must catch takes minutes or for ever. */
const quickly = 5000

describe('hostile text', () => {
  it(
    'that doubles itself with every alias is refused before anybody walks it',
    () => {
      const levels = Array.from({ length: 30 }, (_, level) =>
        level === 0 ? 'l0: &l0 [x, x]' : `l${level}: &l${level} [*l${level - 1}, *l${level - 1}]`,
      )
      expect(codesIn(`${levels.join('\n')}\n${head}${devices}`)).toEqual(['yaml-aliases-run-away'])
    },
    quickly,
  )

  it(
    'that doubles itself with every merge key is refused too',
    () => {
      const keys = Array.from({ length: 2000 }, (_, key) => `k${key}: 1`).join(', ')
      const merges = Array.from({ length: 2000 }, (_, name) => `m${name}: { <<: *all }`)
      expect(codesIn(`all: &all { ${keys} }\n${merges.join('\n')}\n`)).toEqual([
        'yaml-aliases-run-away',
      ])
    },
    quickly,
  )

  it('that stands within itself is refused', () => {
    expect(codesIn(`${head}devices: &all { a: *all }\n`)).toEqual(['yaml-aliases-run-away'])
  })

  it.each(['[', '{a: ', '- '])('nested a hundred thousand times by %j is refused', opening => {
    const [code] = codesIn(head + 'devices:\n ' + opening.repeat(100_000))
    expect(['yaml-too-deep', 'yaml-syntax']).toContain(code)
  })

  it(
    'with a million keys that nobody knows tells a thousand, and how many more there are',
    () => {
      const keys = Array.from({ length: 300_000 }, (_, key) => `k${key.toString(36)}: 1`)
      const { findings } = load(folderOf({ 'a.yaml': `${keys.join('\n')}\n${head}${devices}` }))
      expect(findings).toHaveLength(1001)
      expect(findings.some(one => one.message === 'There are 299000 further faults.')).toBe(true)
    },
    4 * quickly,
  )

  it(
    'with thousands of misspelt names among thousands of names does not look for all of them',
    () => {
      const sites = Array.from({ length: 4000 }, (_, site) => `  site-number-${site}: {}`)
      const using = Array.from(
        { length: 4000 },
        (_, at) => `  d${at}: { site: sitenumber${at}x, from: a@contoso.com, to: tenant }`,
      )
      const text = `${head}sites:\n${sites.join('\n')}\ndevices:\n${using.join('\n')}\n`
      expect(codesIn(text)).toHaveLength(4000)
    },
    4 * quickly,
  )

  it('with keys that reach for prototypes pollutes nothing', () => {
    const text = `${head}__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n${devices}`
    expect(codesIn(text)).toEqual(['yaml-key-forbidden'])
    expect(codesIn(`${head}labels: {}\n${devices}toString: 1\n`)).toEqual([
      'key-unknown',
      'key-unknown',
    ])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('may name its things like properties of objects', () => {
    const { spec, findings } = load(
      folderOf({
        'a.yaml': `${head}sites: { constructor: {}, toString: {} }
devices: { hasOwnProperty: { site: constructor, from: a@contoso.com, to: tenant }, b: { site: valueOf, from: b@contoso.com, to: tenant } }
`,
      }),
    )
    expect(spec).toBeUndefined()
    expect(findings.map(one => one.message)).toEqual([
      'Device b names the site `valueOf`, which is not defined.',
    ])
  })
})

describe('bytes that are no text', () => {
  it('are told with the line they stand in', () => {
    const bytes = Uint8Array.from([
      ...new TextEncoder().encode('# Büro\nnotes: B'),
      0xfc,
      0x72,
      0x6f,
    ])
    expect(faultsIn(folderOf({ 'a.yaml': bytes }))).toEqual(['file-not-utf-8 a.yaml:2:1'])
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x3a, 0])
    expect(faultsIn(folderOf({ 'a.yaml': utf16 }))).toEqual(['file-not-utf-8 a.yaml:1:1'])
  })

  it('are told when there is a NUL among them', () => {
    expect(faultsIn(folderOf({ 'a.yaml': 'tenant: {}\nnotes: \0\n' }))).toEqual([
      'file-not-text a.yaml:2:8',
    ])
  })
})

describe('any text at all', () => {
  const words = fc.constantFrom(
    ...['devices', 'sites', ':', ' ', '\n', '  ', '- ', '[', ']', '{', '}', ',', '"', "'", '\t'],
    ...[
      '&a',
      '*a',
      '<<',
      '|',
      '>',
      '#',
      '---',
      '!x',
      '__proto__',
      'from',
      'milan',
      '1.2',
      'a@contoso.com',
    ],
  )

  it('gives a spec or a finding with a remedy, and never throws', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), parts => {
        const { spec, findings } = load(folderOf({ 'a.yaml': `${head}${parts.join('')}` }))
        expect(spec !== undefined || findings.length > 0).toBe(true)
        for (const one of findings) expect(one.remedy).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})
