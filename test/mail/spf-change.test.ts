import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressesOf, holds } from '../../src/mail/address-set.js'
import { parseRange, printRange } from '../../src/mail/ip-range.js'
import { changeOfSpf, type SpfChange, type SpfShare } from '../../src/mail/spf-change.js'
import { evaluateSpf } from '../../src/mail/spf-evaluate.js'
import { spfWorld } from '../support/spf-world.js'

const names = {
  'a.example': { TXT: ['v=spf1 ip4:192.0.2.0/30 -ip4:192.0.2.0/28 include:b.example ~all'] },
  'b.example': { TXT: ['v=spf1 ip4:192.0.2.6 a:c.example ?all'] },
  'c.example': { A: ['192.0.2.3'], MX: ['m.example'] },
  'm.example': { A: ['192.0.2.9'] },
}

const told = (shares: readonly SpfShare[]) =>
  shares.map(({ term, ranges }) => `${ranges.map(printRange).join(' ')} by ${term}`)

const whole = (change: SpfChange) => ({
  gains: told(change.gains),
  losses: told(change.losses),
  already: told(change.already),
  still: told(change.still),
  open: change.open,
})

const meant = async (before: string | null, after: string | null) =>
  whole(await changeOfSpf(before, after, { resolve: spfWorld(names), domain: 'contoso.com' }))

const nothing = { gains: [], losses: [], already: [], still: [], open: [] }

describe('a change is told by the terms that do it:', () => {
  test('an address that an include lets in already is no gain', async () => {
    const include = 'include:b.example -all'
    expect(await meant(`v=spf1 ${include}`, `v=spf1 ip4:192.0.2.6/31 ${include}`)).toEqual({
      ...nothing,
      gains: ['192.0.2.7 by ip4:192.0.2.6/31'],
      already: ['192.0.2.6 by include:b.example'],
    })
  })

  test('an address that an include still lets in is no loss', async () => {
    const rest = 'mx:c.example -all'
    expect(await meant(`v=spf1 ip4:192.0.2.9 ${rest}`, `v=spf1 ${rest}`)).toEqual({
      ...nothing,
      still: ['192.0.2.9 by mx:c.example'],
    })
  })

  test('an address that somebody in front refuses neither gains nor is let in already', async () => {
    const no = '-ip4:192.0.2.0/24'
    expect(await meant(`v=spf1 ${no} -all`, `v=spf1 ${no} ip4:192.0.2.6 -all`)).toEqual(nothing)
  })

  test('what does not answer is open, and never nobody', async () => {
    const change = await meant(
      'v=spf1 include:silent.example -all',
      'v=spf1 ip4:192.0.2.6 include:silent.example -all',
    )
    expect(change).toMatchObject({
      gains: ['192.0.2.6 by ip4:192.0.2.6'],
      open: ['include:silent.example'],
    })
  })

  test('a new record lets in its own addresses, and whoever is behind its includes', async () => {
    expect(await meant(null, 'v=spf1 ip4:192.0.2.7 include:b.example ~all')).toEqual({
      ...nothing,
      gains: ['192.0.2.7 by ip4:192.0.2.7', '192.0.2.3 192.0.2.6 by include:b.example'],
    })
  })
})

test('every address gains, loses or stays as a receiver finds it before and after', async () => {
  const term = fc.constantFrom(
    'ip4:192.0.2.0/29',
    'ip4:192.0.2.5',
    'ip4:192.0.2.6',
    'a:c.example/31',
    'mx:c.example',
    'include:a.example',
    'include:b.example',
  )
  const sign = fc.constantFrom('', '', '-', '~')
  const end = fc.constantFrom('', ' -all', ' ~all', ' redirect=b.example')
  const record = fc
    .tuple(fc.array(fc.tuple(sign, term), { maxLength: 6 }), end)
    .map(([terms, last]) => `v=spf1${terms.map(([one, two]) => ` ${one}${two}`).join('')}${last}`)
  const ip = fc.integer({ min: 0, max: 15 }).map(last => `192.0.2.${String(last)}`)

  const passes = async (text: string, address: string) => {
    const resolve = spfWorld({ ...names, 'contoso.com': { TXT: [text] } })
    const sender = 'printer@contoso.com'
    const question = { ip: address, helo: 'mail.contoso.com', sender, receiver: 'mx.example' }
    return (await evaluateSpf(question, resolve)).result === 'pass'
  }
  await fc.assert(
    fc.asyncProperty(record, record, ip, async (before, after, address) => {
      const resolve = spfWorld(names)
      const change = await changeOfSpf(before, after, { resolve, domain: 'contoso.com' })
      const range = parseRange(address)
      const isIn = (shares: readonly SpfShare[]) =>
        shares.some(one => range && holds(addressesOf(one.ranges), addressesOf([range])))
      const [old, next] = [await passes(before, address), await passes(after, address)]
      expect([isIn(change.gains), isIn(change.losses)]).toEqual([!old && next, old && !next])
      if (isIn(change.already) || isIn(change.still)) expect([old, next]).toEqual([true, true])
      expect(change.open).toEqual([])
    }),
    { numRuns: 500 },
  )
})
