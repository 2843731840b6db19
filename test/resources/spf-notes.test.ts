/** The note beside a record was edited: what was found is told in words, and nothing is taken for what it was not. */
import { describe, expect, it } from 'vitest'
import { setting } from '../support/setting.js'
import { spf } from '../support/wanted.js'

const include = 'include:spf.protection.outlook.com'
const one = 'ip4:203.0.113.10'
const given = 'ip4:198.51.100.7'
const note = '_devicemail.contoso.com'
const wanted = [spf('contoso.com', [one])]
const record = (...terms: readonly string[]) => `v=spf1 ${[...terms, include].join(' ')} -all`
const markFor = (spec: string, ...terms: readonly string[]) =>
  `v=devicemail1; spec=${spec}; terms=${terms.join(' ')}`

function zoned(there: string | null, notes: readonly string[]) {
  const values = there === null ? [] : [`@ IN TXT "${there}"`]
  const marks = notes.map(value => `_devicemail IN TXT "${value}"`)
  return setting({ zones: { 'contoso.com': [...values, ...marks] } })
}

async function told(there: string | null, notes: readonly string[]) {
  const plan = await zoned(there, notes).run().plan(wanted)
  const findings = plan.findings.filter(found => found.code.startsWith('spf-'))
  return { plan, findings, codes: findings.map(found => found.code) }
}

describe('a note that is none any more', () => {
  it.each([
    ['a comma', `v=devicemail1; spec=contoso; terms=${given},${one}`, 'letters, blanks or order'],
    ['capitals', `V=devicemail1; spec=contoso; terms=${given} ${one}`, 'letters, blanks or order'],
    ['the order', `v=devicemail1; spec=contoso; terms=${one} ${given}`, 'letters, blanks or order'],
    [
      'no address',
      `v=devicemail1; spec=contoso; terms=${given} ${one} a:mail.contoso.com`,
      '"a:mail.contoso.com" is no address',
    ],
    [
      'another version',
      `v=devicemail2; spec=contoso; terms=${given} ${one}`,
      'or a newer devicemail wrote it',
    ],
    ['no spec', `v=devicemail1; terms=${given} ${one}`, 'it names no spec'],
  ])('is told with what it should read, by %s', async (_, value, why) => {
    const { plan, findings } = await told(record(one, given), [value])
    const [found] = findings.filter(({ code }) => code === 'spf-note-altered')
    expect(found?.message).toContain(note)
    expect(found?.message).toContain(why)
    expect(found?.message).toContain(`It reads "${value}"`)
    expect(found?.remedy).toContain(`"${markFor('contoso', given, one)}"`)
    expect(found?.remedy).toContain(`it names ${given}, which the spec does not`)
    expect(plan.changes).toEqual([])
  })

  it('is put right as told, and then its terms are ours again', async () => {
    const { run, zone, editZone } = zoned(record(one, given), [
      markFor('contoso', given, one).replace('terms=', 'terms= '),
    ])
    const expected = /exactly "([^"]*)"/.exec(
      (await run().plan(wanted)).findings.find(({ code }) => code === 'spf-note-altered')?.remedy ??
        '',
    )?.[1]
    editZone('contoso.com', text => text.replace(/"v=devicemail1[^"]*"/, `"${expected ?? ''}"`))
    await run().settle(wanted)
    expect(zone('contoso.com')).toContain(record(one))
    expect((await run().plan(wanted)).findings.map(({ code }) => code)).not.toContain(
      'spf-note-altered',
    )
  })

  it('of another spec keeps its terms: what cannot be read is not taken for absent', async () => {
    const { run, zone } = zoned(record(one), [
      markFor('contoso', one),
      `v=devicemail1; spec=fabrikam; terms=${one},`,
    ])
    const { findings } = await run().plan(wanted)
    expect(findings.map(({ code }) => code)).toContain('spf-note-of-others-altered')
    await run().settle([])
    expect(zone('contoso.com')).toContain(record(one))
    expect(zone('contoso.com')).not.toContain(markFor('contoso', one))
  })

  it('is not seen in a value that is about something else', async () => {
    const { codes } = await told(record(one), [markFor('contoso', one), 'owner=it@contoso.com'])
    expect(codes).toEqual([])
  })
})

describe('a note in order that does not fit its record', () => {
  it('names another spec: shared or renamed, both are said', async () => {
    const { findings } = await told(record(one), [markFor('contosoo', one)])
    expect(findings.map(({ code }) => code)).toContain('spf-note-of-another-spec')
    expect(findings[0]?.message).toContain('spec contosoo')
  })

  it('of another spec with terms of its own is no matter of ours', async () => {
    const { codes } = await told(record(given), [markFor('fabrikam', given)])
    expect(codes).toEqual([])
  })

  it('names what the record lacks: what the spec wants comes back, the rest is struck', async () => {
    const { plan, findings } = await told(record(), [markFor('contoso', given, one)])
    expect(findings).toMatchObject([{ code: 'spf-note-names-missing' }])
    expect(findings[0]?.message).toContain(
      `${one} is put back, since the spec asks for it; ${given} is struck from the note, since the spec does not ask for it.`,
    )
    expect(plan.changes).toHaveLength(1)
  })

  it('stands though the record is gone: others may have lost terms of which nobody knows', async () => {
    const { findings, codes } = await told(null, [markFor('contoso', one)])
    expect(codes).toEqual(['spf-note-without-record'])
    expect(findings[0]?.message).toContain('has no SPF record any more')
    expect(findings[0]?.remedy).toContain('before you approve')
  })

  it('lacks what the record holds, or was deleted: it counts as of others, and is told how to be ours', async () => {
    for (const notes of [[], [markFor('contoso', given)]]) {
      const { findings } = await told(record(given, one), notes)
      const [found] = findings.filter(({ code }) => code === 'spf-term-of-others')
      expect(found?.message).toContain('or the note was edited or deleted')
      const all = notes.length === 0 ? [one] : [given, one]
      expect(found?.remedy).toContain(`"${markFor('contoso', ...all)}"`)
    }
  })
})

describe('two notes of one spec', () => {
  it('count as one, and an apply makes one of them', async () => {
    const { run, zone } = zoned(record(given, one), [
      markFor('contoso', one),
      markFor('contoso', given),
    ])
    const { findings } = await run().plan(wanted)
    const [found] = findings.filter(({ code }) => code === 'spf-note-doubled')
    expect(found?.message).toContain(`One is made of them, and the record loses ${given}.`)
    await run().settle(wanted)
    expect(zone('contoso.com').match(/v=devicemail1/g)).toHaveLength(1)
    expect(zone('contoso.com')).toContain(record(one))
  })

  it('that together say what is wanted stay until one is deleted, and this is said', async () => {
    const { run } = zoned(record(given, one), [markFor('contoso', given), markFor('contoso', one)])
    const both = [spf('contoso.com', [given, one])]
    const plan = await run().plan(both)
    const [found] = plan.findings.filter(({ code }) => code === 'spf-note-doubled')
    expect(found?.message).toContain('both stay until one is deleted')
    expect(plan.changes).toEqual([])
  })
})

describe('a plan that changes the note alone', () => {
  it('says what it names now and what it will name', async () => {
    const { plan } = await told(record(one), [markFor('contoso', given, one)])
    expect(plan.changes[0]?.telling.meaning).toBe(
      `Our note of what is ours in the record of contoso.com is put right: it named ${given}, ${one}, and will name ${one}; the record stays as it is.`,
    )
  })

  it('says that it goes where nothing of ours is in the record any more', async () => {
    const { run } = zoned(record(), [markFor('contoso', one)])
    const plan = await run().plan([])
    expect(plan.changes[0]?.telling.meaning).toBe(
      `Our note of what is ours in the record of contoso.com is taken away: it named ${one}; the record stays as it is.`,
    )
  })
})

describe('a record that a person keeps', () => {
  const manual = (there: string, notes: readonly string[]) =>
    setting({
      manual: ['contoso.com'],
      dns: {
        'contoso.com': { TXT: [there] },
        [note]: { TXT: notes },
        '_dmarc.contoso.com': { TXT: [] },
      },
    })
  const byHand = [spf('contoso.com', [one], { managed: false }, { doneBy: 'person' })]
  const codes = async (there: string, notes: readonly string[]) =>
    (await manual(there, notes).run().plan(byHand)).findings

  it('without a note: addresses that the spec does not ask for are told, with the note to publish', async () => {
    const findings = await codes(record(one, given), [])
    const [found] = findings.filter(({ code }) => code === 'spf-terms-without-note')
    expect(found?.message).toContain(`lets in ${given}, which the spec does not ask for`)
    expect(found?.message).toContain(`"${markFor('contoso', one)}"`)
  })

  it.each([
    ['nothing but what the spec asks for', record(one), []],
    ['a note that says whose they are', record(one, given), [markFor('contoso', one)]],
    ['a note of another spec that names them', record(one, given), [markFor('fabrikam', given)]],
  ])('is silent where there is %s', async (_, there, notes) => {
    expect((await codes(there, notes)).map(({ code }) => code)).not.toContain(
      'spf-terms-without-note',
    )
  })

  it('with a note, an address that is given up later is taken out of the record to publish', async () => {
    const plan = await manual(record(given, one), [markFor('contoso', given, one)])
      .run()
      .plan(byHand)
    expect(plan.byHand[0]?.fields).toMatchObject([{ path: 'record', after: record(one) }])
  })
})
