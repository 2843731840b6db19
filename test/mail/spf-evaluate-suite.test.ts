import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { evaluateSpf } from '../../src/mail/spf-evaluate.js'
import type { SpfEvaluation, SpfRecordTrace } from '../../src/mail/spf-trace.js'
import { casesOf, type SuiteCase } from '../support/spf-suite.js'

const cases = casesOf(new URL('rfc7208-tests.yml', import.meta.url))

function evaluate(one: SuiteCase): Promise<SpfEvaluation> {
  return evaluateSpf(
    { ip: one.host, helo: one.helo, sender: one.mailfrom, receiver: one.receiver },
    one.resolve,
  )
}

/** The text of the record in which the decision fell, found by the way that leads there. */
function decidingRecord({ trace }: SpfEvaluation): SpfRecordTrace | null | undefined {
  return trace.decidedBy.via.reduce<SpfRecordTrace | null | undefined>(
    (record, text) => record?.terms.find(term => term.term === text && term.record)?.record,
    trace,
  )
}

describe('the test suite of RFC 7208', () => {
  test('has 203 cases, of which 22 ask for an explanation', () => {
    expect(cases).toHaveLength(203)
    expect(cases.filter(one => one.explanation !== undefined)).toHaveLength(22)
  })

  test.each(cases.map(one => [one.name, one] as const))('%s', async (_, one) => {
    const found = await evaluate(one)
    expect(found.result).toBe(one.results[0])
    if (one.explanation !== undefined) expect(found.explanation).toBe(one.explanation)

    // The trace names what decided, and the way through the tree leads there.
    const { decidedBy } = found.trace
    const record = decidingRecord(found)
    expect(record?.domain).toBe(decidedBy.domain)
    if (decidedBy.term === null) {
      expect(['none', 'neutral', 'permerror', 'temperror']).toContain(found.result)
      expect(decidedBy.reason).not.toBe('match')
    } else {
      const term = record?.terms.find(({ offset }) => offset === decidedBy.offset)
      expect(term).toMatchObject({ term: decidedBy.term, reason: decidedBy.reason })
    }
  })
})

/**
 * Cases of other sets that ask for something else than RFC 7208. The sets are those of
 * pyspf, Mail::SPF and Mail::SPF::Iterator; all their other cases must pass as they are.
 */
const otherRules: Readonly<Record<string, string>> = {
  'default-modifier': 'pyspf: the modifier default= of a draft before RFC 4408',
  'default-modifier-harsh': 'pyspf: the modifier default= and the result "ambiguous"',
  'sender-id': 'Mail::SPF::Iterator: a record of Sender ID, RFC 4406',
  'sender-id-pick-mfrom1': 'Mail::SPF::Iterator: a record of Sender ID, RFC 4406',
  'sender-id-pick-mfrom2': 'Mail::SPF::Iterator: a record of Sender ID, RFC 4406',
}

/** Mail::SPF's copy of the set of RFC 4408, which had no limit of void look-ups and cut MX at ten. */
const otherLimits: readonly string[] = ['mx-limit', 'mech-at-limit', 'include-at-limit']

const elsewhere = process.env.SPF_SUITES
const files =
  elsewhere !== undefined && existsSync(elsewhere)
    ? readdirSync(elsewhere).filter(name => name.endsWith('.yml'))
    : []

describe.runIf(files.length > 0)('other public test sets', () => {
  const all = files.flatMap(file =>
    casesOf(join(elsewhere ?? '', file))
      .filter(({ name }) => otherRules[name] === undefined)
      .filter(({ name }) => !(file.startsWith('mail-spf') && otherLimits.includes(name)))
      .map(one => [`${file} ${one.name}`, one] as const),
  )

  test.each(all)('%s', async (_, one) => {
    const found = await evaluate(one)
    expect(one.results).toContain(found.result)
    if (one.explanation !== undefined) expect(found.explanation).toBe(one.explanation)
  })
})
