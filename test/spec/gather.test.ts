import { describe, expect, it } from 'vitest'
import { load } from '../../src/spec/load.js'
import { faultsIn, folderOf, head } from './texts.js'

const devices = 'devices: { copier: { from: copier@contoso.com, to: tenant } }\n'

describe('the files of a folder', () => {
  it('are all read, whatever their order, and simulator.yaml, hidden files and others are not', () => {
    const { spec, findings } = load(
      folderOf({
        'z.yml': head,
        'a.yaml': devices,
        'simulator.yaml': 'acceptedDomains: [contoso.com]\n',
        '.draft.yaml': 'nonsense: [',
        'README.md': '# Contoso',
      }),
    )
    expect(findings).toEqual([])
    expect(spec?.devices).toHaveLength(1)
  })

  it('are a finding when there are none', () => {
    expect(faultsIn(folderOf({}))).toEqual(['spec-folder-empty'])
    expect(faultsIn(folderOf({ 'simulator.yaml': '' }))).toEqual(['spec-folder-empty'])
    expect(faultsIn({ ...folderOf({}), list: () => 'missing' })).toEqual(['spec-folder-missing'])
    expect(faultsIn({ ...folderOf({}), list: () => 'not-a-folder' })).toEqual([
      'spec-folder-not-a-folder',
    ])
  })

  it('that say nothing are told', () => {
    expect(faultsIn(folderOf({ 'a.yaml': head + devices, 'b.yaml': '# later\n' }))).toEqual([
      'file-empty b.yaml:1:1',
    ])
    expect(faultsIn(folderOf({ 'a.yaml': '' }))).toEqual([
      'spec-says-nothing',
      'file-empty a.yaml:1:1',
    ])
  })

  it('show one fault of syntax each, and nobody is told of what may stand in them', () => {
    const files = {
      'tenant.yaml': head,
      'milan.yaml': 'sites: { milan: [\n',
      'oslo.yaml': 'sites: { oslo: ]\n',
      'devices.yaml': 'devices: { a: { site: milan, profile: old, from: a, to: tenant } }\n',
    }
    expect(faultsIn(folderOf(files))).toEqual([
      'address-not-valid devices.yaml:1:50',
      'yaml-syntax milan.yaml:1:18',
      'yaml-syntax oslo.yaml:1:16',
    ])
  })

  it.each([
    ['too-large', 'file-too-large'],
    ['unreadable', 'file-unreadable'],
    ['outside', 'file-outside-repository'],
    ['not-a-file', 'file-not-a-file'],
  ] as const)('that are %s are told', (unread, code) => {
    const files = folderOf({ 'a.yaml': head + devices, 'b.yaml': { unread } })
    expect(faultsIn(files)).toEqual([`${code} b.yaml:1:1`])
  })
})

describe('a name defined twice', () => {
  it('names both places', () => {
    const [twice] = load(
      folderOf({
        'a.yaml': `${head}sites: { milan: {} }\n${devices}`,
        'b.yaml': 'sites:\n  oslo: {}\n  milan: {}\n',
      }),
    ).findings
    expect(twice?.message).toBe('Site milan is defined twice; first at a.yaml:4.')
    expect(twice?.place).toEqual({ file: 'b.yaml', line: 3, column: 3 })
    expect(twice?.line).toBe('  milan: {}')
  })
})

describe('included files', () => {
  const tenant = `include: ../_shared/profiles.yaml\n${head}`
  const using = 'devices: { a: { profile: old, from: a@contoso.com, to: tenant } }\n'

  it('give profiles and defaults, of which the folder may write its own', () => {
    const { spec, findings } = load(
      folderOf({
        'tenant.yaml': `${tenant}defaults: { device: { ports: 587 } }\n${using}`,
        '../_shared/profiles.yaml':
          'include: more/old.yaml\ndefaults: { device: { ports: 25, tls: 1.1 } }\n',
        '../_shared/more/old.yaml': 'profiles: { old: { auth: basic } }\n',
      }),
    )
    expect(findings).toEqual([])
    expect(spec?.devices[0]).toMatchObject({ ports: [587], tls: '1.1', auth: ['basic'] })
  })

  it('may be named by several files, and are read once', () => {
    const files = {
      'a.yaml': tenant + using,
      'b.yaml': 'include: [../_shared/profiles.yaml, a.yaml]\n',
      '../_shared/profiles.yaml': 'profiles: { old: {} }\n',
    }
    expect(faultsIn(folderOf(files))).toEqual([])
  })

  it('are told at the line that names them when they cannot be read', () => {
    const one = (include: string) =>
      faultsIn(folderOf({ 'a.yaml': `${head}include: ${include}\n${devices}` }))
    expect(one('../_shared/none.yaml')).toEqual(['file-missing a.yaml:4:10'])
    expect(one('[../../../etc/passwd, C:\\x.yaml]')).toEqual([
      'file-missing a.yaml:4:11',
      'path-not-relative a.yaml:4:32',
    ])
    expect(one('/etc/passwd')).toEqual(['path-not-relative a.yaml:4:10'])
  })

  it('that include each other are told', () => {
    const files = {
      'a.yaml': tenant + devices,
      '../_shared/profiles.yaml': 'include: other.yaml\n',
      '../_shared/other.yaml': 'include: profiles.yaml\n',
    }
    const [loop] = load(folderOf(files)).findings
    expect(loop?.code).toBe('include-loop')
    expect(loop?.message).toContain('by way of ../_shared/other.yaml')
    expect(loop?.place).toMatchObject({ file: '../_shared/other.yaml', line: 1, column: 10 })
  })

  it('hold nothing that belongs to one tenant', () => {
    const files = {
      'a.yaml': tenant + devices,
      '../_shared/profiles.yaml': 'profiles: {}\nsites:\n  milan: {}\n',
    }
    expect(faultsIn(folderOf(files))).toEqual(['include-holds-more ../_shared/profiles.yaml:2:1'])
  })
})
