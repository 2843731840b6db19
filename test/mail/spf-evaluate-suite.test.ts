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

const elsewhere = process.env.SPF_SUITES
const files =
  elsewhere !== undefined && existsSync(elsewhere)
    ? readdirSync(elsewhere).filter(name => name.endsWith('.yml'))
    : []

describe.runIf(files.length > 0)('other public test sets', () => {
  const all = files.flatMap(file =>
    casesOf(join(elsewhere ?? '', file)).map(one => [`${file} ${one.name}`, one] as const),
  )

  test.each(all)('%s', async (_, one) => {
    const found = await evaluate(one)
    expect(one.results).toContain(found.result)
    if (one.explanation !== undefined) expect(found.explanation).toBe(one.explanation)
  })
})
