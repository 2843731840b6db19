import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSpecFolder } from '../../src/spec/folder.js'
import { load } from '../../src/spec/load.js'
import { faultsIn, head } from './texts.js'

const devices = 'devices: { copier: { from: copier@contoso.com, to: tenant } }\n'

let outside: string
let repository: string
let folder: string

function write(path: string, text: string): void {
  writeFileSync(join(repository, path), text)
}

beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'devicemail-'))
  repository = join(outside, 'repository')
  folder = join(repository, 'stacks', 'contoso')
  mkdirSync(join(folder, 'zones'), { recursive: true })
  mkdirSync(join(repository, 'stacks', '_shared'))
  write('package.json', '{}')
  write('stacks/contoso/tenant.yaml', head)
  write('stacks/contoso/devices.yml', devices)
})

afterEach(() => {
  rmSync(outside, { recursive: true })
})

describe('a folder on disk', () => {
  it('gives the YAML files in it, and its name to the tenant', () => {
    write('stacks/contoso/simulator.yaml', 'users: []\n')
    write('stacks/contoso/.hidden.yaml', '[')
    write('stacks/contoso/zones/more.yaml', '[')
    mkdirSync(join(folder, 'folder.yaml'))
    const { spec, findings } = load(openSpecFolder(folder))
    expect(findings).toEqual([])
    expect(spec?.tenant.name).toBe('contoso')
    expect(spec?.places.at('devices', 'copier')).toEqual({
      file: 'devices.yml',
      line: 1,
      column: 12,
    })
  })

  it('takes in shared files of the repository, also by a link', () => {
    write('stacks/_shared/profiles.yaml', 'profiles: { old: { tls: none } }\n')
    write('stacks/contoso/more.yaml', 'include: ../_shared/profiles.yaml\n')
    symlinkSync('../_shared/profiles.yaml', join(folder, 'linked.yaml'))
    expect(faultsIn(openSpecFolder(folder))).toEqual([
      'defined-twice ../_shared/profiles.yaml:1:13',
    ])
    rmSync(join(folder, 'linked.yaml'))
    expect(faultsIn(openSpecFolder(folder))).toEqual([])
  })

  it('takes in nothing from outside the repository', () => {
    writeFileSync(join(outside, 'profiles.yaml'), 'profiles: {}\n')
    symlinkSync(join(outside, 'profiles.yaml'), join(folder, 'linked.yaml'))
    write('stacks/contoso/more.yaml', 'include: [../../../profiles.yaml, ../../../none.yaml]\n')
    expect(faultsIn(openSpecFolder(folder))).toEqual([
      'file-outside-repository linked.yaml:1:1',
      'file-outside-repository more.yaml:1:11',
      'file-outside-repository more.yaml:1:35',
    ])
  })

  // Where this machine's temporary folder itself lies in a repository, nobody can be outside one.
  const hasRepository = ['/', tmpdir()].some(path => existsSync(join(path, 'package.json')))

  it.skipIf(hasRepository)('without a repository around it may take in what lies beside it', () => {
    rmSync(join(repository, 'package.json'))
    write('stacks/_shared/profiles.yaml', 'profiles: {}\n')
    writeFileSync(join(outside, 'profiles.yaml'), 'profiles: {}\n')
    write(
      'stacks/contoso/more.yaml',
      'include: [../_shared/profiles.yaml, ../../../profiles.yaml]\n',
    )
    expect(faultsIn(openSpecFolder(folder))).toEqual(['file-outside-repository more.yaml:1:37'])
  })

  it('refuses what is no plain file, leads nowhere, or is too large, without reading it', () => {
    symlinkSync('nowhere', join(folder, 'a.yaml'))
    symlinkSync('zones', join(folder, 'b.yaml'))
    symlinkSync('c.yaml', join(folder, 'c.yaml'))
    write('stacks/contoso/d.yaml', '#'.repeat(10 * 1024 * 1024))
    expect(faultsIn(openSpecFolder(folder))).toEqual([
      'file-missing a.yaml:1:1',
      'file-not-a-file b.yaml:1:1',
      'file-unreadable c.yaml:1:1',
      'file-too-large d.yaml:1:1',
    ])
  })

  it('is told when it is missing or no folder', () => {
    expect(faultsIn(openSpecFolder(join(folder, 'none')))).toEqual(['spec-folder-missing'])
    expect(faultsIn(openSpecFolder(join(folder, 'tenant.yaml')))).toEqual([
      'spec-folder-not-a-folder',
    ])
  })
})

describe('the example in this repository', () => {
  it('is without fault, and has three sites and more than a dozen devices', () => {
    const { spec, findings } = load(
      openSpecFolder(new URL('../../stacks/contoso', import.meta.url).pathname),
    )
    expect(findings).toEqual([])
    expect(spec?.sites.map(one => one.name)).toEqual(['milan', 'oslo', 'turin'])
    expect(spec?.devices.length).toBeGreaterThanOrEqual(12)
  })
})
