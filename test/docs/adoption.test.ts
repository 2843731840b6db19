/** The pages on taking over and on pipelines: their links lead somewhere, what they show works. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { catalogue } from '../../src/findings.js'
import { importDevices } from '../../src/run/import/import-devices.js'

const docs = new URL('../../docs/', import.meta.url)
const textOf = (page: string) => readFileSync(new URL(page, docs), 'utf8')

/** The anchors that a site gives the headings of a page. */
function anchorsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe.each(['adoption.md', 'pipelines.md'])('%s', page => {
  it('has no link that leads nowhere', () => {
    const links = [...textOf(page).matchAll(/\]\(([^):]*)\)/gu)].map(([, link = '']) => link)
    const broken = links.filter(link => {
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? page : file
      if (!existsSync(new URL(target, docs))) return true
      return anchor !== undefined && !anchorsOf(target).includes(anchor)
    })
    expect(links.length).toBeGreaterThan(0)
    expect(broken).toEqual([])
  })

  it('names only commands and options that there are', () => {
    const used = [...textOf(page).matchAll(/(?:^|`)devicemail ([a-z]+)[^`\n]*/gmu)]
    expect(used.length).toBeGreaterThan(1)
    for (const [line, name] of used) {
      const command = commands.find(one => one.name === name)
      expect(command, line).toBeDefined()
      const known = command?.options.flatMap(one => one.flags.split(/[ ,]+/u)) ?? []
      const options = line.match(/(?<= )--[a-z-]+/gu) ?? []
      expect(
        options.filter(option => !known.includes(option)),
        line,
      ).toEqual([])
    }
  })
})

it('shows a list that can be imported as it stands', () => {
  const [, list = ''] = /```csv\n([\s\S]*?)```/u.exec(textOf('adoption.md')) ?? []
  const { devices, findings } = importDevices(list, 'printers.csv', null)
  expect({ devices, findings }).toEqual({ devices: 2, findings: [] })
})

it('names findings by their code', () => {
  const named = [...textOf('pipelines.md').matchAll(/`([a-z]+(?:-[a-z]+){2,})`/gu)]
  expect(named.map(([, code = '']) => code).filter(code => !(code in catalogue))).toEqual([])
})
