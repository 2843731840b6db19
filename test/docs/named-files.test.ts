import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8')
const exists = (path: string) => existsSync(new URL(path, root))

it('names only files that exist in the page on the architecture', () => {
  const named = [...textOf('docs/ARCHITECTURE.md').matchAll(/`([a-z-]+\/[\w/-]+\.ts)`/g)]
  const missing = named.map(([, path = '']) => `src/${path}`).filter(path => !exists(path))

  expect(named.length).toBeGreaterThan(20)
  expect([...new Set(missing)]).toEqual([])
})

it.each(['README.md', 'CONTRIBUTING.md', 'docs/ARCHITECTURE.md', 'docs/decisions/README.md'])(
  'leads nowhere by no link of %s',
  page => {
    const links = [...textOf(page).matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path)
    const folder = page.replace(/[^/]*$/, '')

    expect(links.filter(path => !exists(`${folder}${path}`))).toEqual([])
  },
)
