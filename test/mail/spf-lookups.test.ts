import { describe, expect, test } from 'vitest'
import { countLookups, type SpfLookup, type SpfResolver } from '../../src/mail/spf-lookups.js'

/** A DNS of TXT records, one value a name; what is not listed does not exist. */
function dns(records: Readonly<Record<string, string>>): SpfResolver & { asked: string[] } {
  const asked: string[] = []
  const resolve: SpfResolver = (name, type) => {
    asked.push(`${type} ${name}`)
    if (name.startsWith('silent.')) return Promise.resolve({ status: 'timeout', records: [] })
    const value = records[name]
    if (value === undefined) return Promise.resolve({ status: 'nxdomain', records: [] })
    if (type === 'TXT') return Promise.resolve({ status: 'ok', records: [[value]] })
    return Promise.resolve({ status: 'ok', records: ['192.0.2.1'] })
  }
  return Object.assign(resolve, { asked })
}

const states = (tree: readonly SpfLookup[]): unknown[] =>
  tree.map(({ term, state, count, children }) =>
    children.length > 0 ? [term, state, count, states(children)] : [term, state, count],
  )

describe('the lookup budget', () => {
  test('addresses cost nothing, everything else one, with all that is behind it', async () => {
    const resolve = dns({
      'contoso.com': '',
      'a.example': 'v=spf1 ip4:192.0.2.0/24 include:b.example mx:b.example -all',
      'b.example': 'v=spf1 ip4:192.0.2.0/24 -all',
    })
    const record = 'v=spf1 ip4:203.0.113.10 ip6:2001:db8::1 a include:a.example ptr -all'
    const found = await countLookups(record, resolve, 'contoso.com')
    expect(found).toMatchObject({ count: 5, voids: 0, complete: true })
    expect(states(found.tree)).toEqual([
      ['a', 'counted', 1],
      [
        'include:a.example',
        'counted',
        3,
        [
          ['include:b.example', 'counted', 1],
          ['mx:b.example', 'counted', 1],
        ],
      ],
      ['ptr', 'macro', 1],
    ])
  })

  test('a name in two includes costs twice and is asked once', async () => {
    const resolve = dns({
      'a.example': 'v=spf1 include:b.example -all',
      'b.example': 'v=spf1 -all',
    })
    const found = await countLookups('v=spf1 include:a.example include:b.example -all', resolve)
    expect(found.count).toBe(3)
    expect(resolve.asked.filter(one => one === 'TXT b.example')).toHaveLength(1)
  })

  test('redirect counts only where no all stands, and terms behind all count nothing', async () => {
    const resolve = dns({ 'a.example': 'v=spf1 mx:a.example -all' })
    expect((await countLookups('v=spf1 redirect=a.example', resolve)).count).toBe(2)
    expect((await countLookups('v=spf1 -all redirect=a.example mx:a.example', resolve)).count).toBe(
      0,
    )
  })

  test('an answer with nothing in it is void', async () => {
    const found = await countLookups('v=spf1 include:gone.example a:gone.example -all', dns({}))
    expect(found).toMatchObject({ count: 2, voids: 2, complete: true })
  })

  test('what did not answer makes the count incomplete, never smaller than known', async () => {
    const found = await countLookups(
      'v=spf1 include:silent.example mx:silent.example -all',
      dns({}),
    )
    expect(found).toMatchObject({ count: 2, voids: 0, complete: false })
  })

  test('macros cost a look-up; behind an include they hide more', async () => {
    const exists = await countLookups('v=spf1 exists:%{i}.example.com -all', dns({}))
    expect(exists).toMatchObject({ count: 1, voids: 0, complete: true })
    const include = await countLookups('v=spf1 include:%{i}.example.com -all', dns({}))
    expect(include).toMatchObject({ count: 1, complete: false })
  })

  test('a loop is named and ends', async () => {
    const resolve = dns({
      'a.example': 'v=spf1 include:b.example -all',
      'b.example': 'v=spf1 include:a.example -all',
    })
    const found = await countLookups('v=spf1 include:a.example -all', resolve)
    expect(found.complete).toBe(false)
    expect(JSON.stringify(states(found.tree))).toContain('"include:a.example","loop",1')
    const itself = await countLookups('v=spf1 include:c.example -all', dns({}), 'c.example')
    expect(states(itself.tree)).toEqual([['include:c.example', 'loop', 1]])
  })

  test('a record without end is left after a hundred look-ups', async () => {
    const wide: SpfResolver = name =>
      Promise.resolve({
        status: 'ok',
        records: [[`v=spf1 include:a.${name} include:b.${name} -all`]],
      })
    const found = await countLookups('v=spf1 include:a.example -all', wide)
    expect(found.complete).toBe(false)
    expect(found.count).toBeLessThan(1000)
  })

  test('an include without a record, or with two, or with a fault, is told', async () => {
    const several: SpfResolver = name =>
      Promise.resolve({
        status: 'ok',
        records: name.startsWith('two.') ? [['v=spf1 -all'], ['v=spf1 ~all']] : [['hello']],
      })
    const found = await countLookups(
      'v=spf1 include:two.example include:none.example -all',
      several,
    )
    expect(states(found.tree)).toEqual([
      ['include:two.example', 'several-records', 1],
      ['include:none.example', 'no-record', 1],
    ])
    const faulty = await countLookups(
      'v=spf1 include:a.example -all',
      dns({ 'a.example': 'v=spf1 ip4:1 a:b.example -all', 'b.example': '' }),
    )
    expect(states(faulty.tree)).toEqual([
      ['include:a.example', 'faulty-record', 2, [['a:b.example', 'counted', 1]]],
    ])
  })
})
