import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { diffSpf } from '../../src/mail/spf-diff.js'
import { mergeSpf } from '../../src/mail/spf-merge.js'
import { isSpf, parseSpf } from '../../src/mail/spf.js'
import { canonicalTerm, parseSpfTerm } from '../../src/mail/spf-term.js'

/** Records below the page or the passage that shows them; a tab is written as \t. */
const records = readFileSync(new URL('spf-corpus.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('# '))
  .map(line => line.replaceAll('\\t', '\t').replaceAll('\\\\', '\\'))

const readable = records.filter(record => isSpf(record) && parseSpf(record).faults.length === 0)

test('the corpus holds 300 records and more, most of them good and many faulty', () => {
  expect(new Set(records).size).toBeGreaterThanOrEqual(300)
  expect(readable.length).toBeGreaterThanOrEqual(150)
  expect(records.length - readable.length).toBeGreaterThanOrEqual(40)
})

test('every record is read to its end, each term with its text and place', () => {
  for (const record of records) {
    const { terms, faults } = parseSpf(record)
    const rest = [...terms]
      .reverse()
      .reduce(
        (text, { offset, text: term }) => text.slice(0, offset) + text.slice(offset + term.length),
        record,
      )
    expect(rest.trim().split(' ')).toHaveLength(1)
    for (const { text, offset } of faults)
      expect(record.slice(offset, offset + text.length)).toBe(text)
  }
})

test('a canonical term is read as itself, and means the same', async () => {
  for (const record of readable) {
    const terms = parseSpf(record).terms.map(canonicalTerm)
    expect(terms.map(term => canonicalTerm(parseSpfTerm(term)))).toEqual(terms)
    expect((await diffSpf(record, `v=spf1 ${terms.join(' ')}`)).same).toBe(true)
  }
})

test('a term of ours comes and goes, and all others stay byte for byte', () => {
  const term = 'ip4:203.0.113.77'
  const request = {
    domain: 'contoso.com',
    includes: [],
    all: 'keep',
    weaken: null,
    newAll: '~',
  } as const
  for (const record of readable) {
    const with1 = mergeSpf({ ...request, record, ours: [], terms: [term] })
    const back = mergeSpf({ ...request, record: with1.record, ours: [term], terms: [] })
    expect(back.record).toBe(record)
  }
})

test.each([
  ['v=spf1 ip4: 198.58.98.141 -all', 'spf-missing-value'],
  ['v=spf1 ipv4:120.197.68.19/24 ipv4:113.106.14.0/24 -all', 'spf-unknown-mechanism'],
  ['v=spf1 redirect:servers.mcsv.net', 'spf-unknown-mechanism'],
  ['v=spf1 a\tmx -all', 'spf-bad-character'],
  ['v=spf1 include:_spf.google.com, include:sendgrid.net ~all', 'spf-bad-domain'],
  ['v=spf1 include:_spf.google.com ~all.', 'spf-unknown-mechanism'],
  ['v=spf1 include:_spf.google.com - all', 'spf-unknown-mechanism'],
  ['v=spf1 include: spf.protection.outlook.com -all', 'spf-missing-value'],
  ['v=spf1 include:_spf.google.com\u00a0~all', 'spf-bad-character'],
  ['v=spf1 include:_spf.google.com \u2013all', 'spf-bad-character'],
  ['v=spf1 include:_spf.m\u00fcnchen.example ~all', 'spf-bad-character'],
  ['v=spf1 "include:_spf.google.com" ~all', 'spf-unknown-mechanism'],
  ['v=spf1 mx -allv=spf1 a -all', 'spf-unknown-mechanism'],
  ['v=spf1 exists:%{d0}.example.com -all', 'spf-bad-domain'],
  ['v=spf1 exists:%{c}.example.com -all', 'spf-bad-domain'],
  ['v=spf1 ip4:192.0.2.010 -all', 'spf-bad-address'],
  ['v=spf1 ip6:2001:db8::1%eth0 -all', 'spf-bad-address'],
])('the fault of %j is named: %s', (record, code) => {
  expect(records).toContain(record)
  expect(parseSpf(record).faults[0]?.code).toBe(code)
})

test.each([
  '"v=spf1 include:_netblocks.mimecast.com ~all"',
  'v=spf1\tmx -all',
  '\ufeffv=spf1 mx -all',
])('%j is no SPF record at all', record => {
  expect(records).toContain(record)
  expect(isSpf(record)).toBe(false)
})
