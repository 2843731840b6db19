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
 * Other public sets, copied as they are published; the licence of each stands beside it.
 * The numbers are there so that a set that is not read to its end is seen.
 */
const otherSets = [
  { set: 'rfc4408', size: 191 },
  { set: 'pyspf', size: 16 },
  { set: 'blitirispf', size: 21 },
] as const

const draft = 'the modifier default= is of a draft before RFC 4408; section 6: unknown, so ignored'
const notFullyQualified =
  'section 4.3: a domain of one label is not fully qualified, so the result is none'
const noTopLabel =
  'sections 7.1 and 12: a domain-spec that is no macro ends in a dot and a top label'

interface Exception {
  /** What RFC 7208 asks for instead. */
  readonly result: string
  readonly because: string
}

/** Cases that ask for something else than RFC 7208; all others must pass as they are. */
const exceptions: Readonly<Record<string, Exception>> = {
  'pyspf default-modifier': { result: 'neutral', because: draft },
  'pyspf default-modifier-harsh': { result: 'neutral', because: draft },
  'blitirispf resolution-with-10-lookups': { result: 'permerror', because: noTopLabel },
  'blitirispf mx-resolution-10-terms': { result: 'none', because: notFullyQualified },
  'blitirispf mx-resolution-11-terms': { result: 'none', because: notFullyQualified },
  'blitirispf one-mx-not-found': { result: 'none', because: notFullyQualified },
  'blitirispf all-mx-not-found': { result: 'none', because: notFullyQualified },
  'blitirispf include-not-found': { result: 'none', because: notFullyQualified },
  'blitirispf redirect-not-found': { result: 'none', because: notFullyQualified },
}

describe.each(otherSets)('the public test set $set', ({ set, size }) => {
  const all = casesOf(new URL(`${set}-tests.yml`, import.meta.url))

  test(`has ${String(size)} cases`, () => {
    expect(all).toHaveLength(size)
  })

  test.each(all.map(one => [one.name, one] as const))('%s', async (name, one) => {
    const found = await evaluate(one)
    const exception = exceptions[`${set} ${name}`]
    if (exception) {
      expect(one.results).not.toContain(exception.result)
      expect(found.result, exception.because).toBe(exception.result)
      return
    }
    expect(one.results).toContain(found.result)
    if (one.explanation !== undefined) expect(found.explanation).toBe(one.explanation)
  })
})

test('each exception is a case of its set', () => {
  const names = otherSets.flatMap(({ set }) =>
    casesOf(new URL(`${set}-tests.yml`, import.meta.url)).map(({ name }) => `${set} ${name}`),
  )
  expect(Object.keys(exceptions).filter(name => !names.includes(name))).toEqual([])
})

/**
 * Sets that are not copied here: those in the tests of Mail::SPF and
 * Mail::SPF::Iterator, published on CPAN under the terms of Perl. Whoever has them
 * runs them by SPF_SUITES=<folder>.
 */
const ofSenderId: Readonly<Record<string, string>> = {
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
      .filter(
        ({ name }) => ofSenderId[name] === undefined && exceptions[`pyspf ${name}`] === undefined,
      )
      .filter(({ name }) => !(file.startsWith('mail-spf') && otherLimits.includes(name)))
      .map(one => [`${file} ${one.name}`, one] as const),
  )

  test.each(all)('%s', async (_, one) => {
    const found = await evaluate(one)
    expect(one.results).toContain(found.result)
    if (one.explanation !== undefined) expect(found.explanation).toBe(one.explanation)
  })
})
