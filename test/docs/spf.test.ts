/** The page on SPF says of every finding about mail in the DNS what it means, and of no other. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogue } from '../../src/findings.js'
import { mailDnsFindings } from '../../src/findings/mail-dns.js'

const page = readFileSync(new URL('../../docs/spf.md', import.meta.url), 'utf8')
const told = new Set([...page.matchAll(/`([a-z]+(?:-[a-z0-9]+)+)`/g)].map(([, code]) => code))
const codes = Object.keys(catalogue)
const about = codes.filter(code => code.startsWith('spf-') || code in mailDnsFindings)

test('every code stands in it', () => {
  expect(about.length).toBeGreaterThan(50)
  expect(about.filter(code => !told.has(code))).toEqual([])
})

test('every code in it is one that exists', () => {
  const likeOurs = [...told].filter(code => /^(spf|dmarc|dkim|mx)-/.test(code ?? ''))
  expect(likeOurs.filter(code => !about.includes(code ?? ''))).toEqual([])
})
