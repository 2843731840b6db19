/**
 * What every driver of a DNS zone must do, told as a list of cases. A driver's
 * test hands over how to make a zone with some TXT sets in it; the cases do the
 * rest, and look at the zone afterwards only through the driver.
 */
import { describe, expect, test } from 'vitest'
import type { TxtReading } from '../../../src/drivers/drivers.js'
import type { Zone } from '../../../src/drivers/dns/zone.js'
import { Fault } from '../../../src/drivers/fault.js'

/** The TXT sets that a zone holds at the beginning, by name. */
export type TxtSets = Readonly<
  Record<string, { readonly ttl: number; readonly values: readonly string[] }>
>

export interface ZoneUnderTest {
  readonly zone: Zone
  /** Changes a set as somebody else would, behind the driver's back. */
  readonly stranger: (name: string, values: readonly string[]) => Promise<void>
}

/** Makes a zone for contoso.com that holds these sets. */
export type MakeZone = (sets: TxtSets) => Promise<ZoneUnderTest>

const name = 'contoso.com'
const mark = '_devicemail.contoso.com'
const spf = 'v=spf1 mx -all'
const longer = 'v=spf1 ip4:203.0.113.10 mx -all'
const proof = 'google-site-verification=abc'
const set = (...values: string[]): TxtSets => ({ [name]: { ttl: 600, values } })

interface Case {
  readonly title: string
  readonly start: TxtSets
  readonly run: (under: ZoneUnderTest, read: (name: string) => Promise<TxtReading>) => Promise<void>
}

const cases: readonly Case[] = [
  {
    title: 'a name without TXT records is absent',
    start: {},
    async run(_, read) {
      expect(await read(mark)).toEqual({ state: 'absent' })
    },
  },
  {
    title: 'all values of a name are one set, with its TTL',
    start: set(proof, spf),
    async run(_, read) {
      const reading = await read(name)
      expect(reading).toMatchObject({ state: 'present', ttl: 600 })
      expect(valuesOf(reading)).toEqual([proof, spf])
    },
  },
  {
    title: 'every name asked gets an answer',
    start: set(spf),
    async run({ zone }) {
      const readings = await zone.readTxt([name, mark, 'nobody.contoso.com'])
      expect([...readings.keys()].sort()).toEqual([mark, name, 'nobody.contoso.com'].sort())
    },
  },
  {
    title: 'a set is made where there was none',
    start: {},
    async run({ zone }, read) {
      await zone.replaceTxt({ name: mark, before: [], after: ['v=devicemail1'] })
      expect(valuesOf(await read(mark))).toEqual(['v=devicemail1'])
    },
  },
  {
    title: 'a value is replaced, the others and the TTL are kept',
    start: set(proof, spf, 'MS=ms1234'),
    async run({ zone }, read) {
      const before = [proof, spf, 'MS=ms1234']
      await zone.replaceTxt({ name, before, after: [proof, longer, 'MS=ms1234'] })
      expect(await read(name)).toMatchObject({ state: 'present', ttl: 600 })
      expect(valuesOf(await read(name))).toEqual([proof, longer, 'MS=ms1234'].sort())
    },
  },
  {
    title: 'a value is added beside others',
    start: set(proof),
    async run({ zone }, read) {
      await zone.replaceTxt({ name, before: [proof], after: [proof, spf] })
      expect(await read(name)).toMatchObject({ state: 'present', ttl: 600 })
      expect(valuesOf(await read(name))).toEqual([proof, spf])
    },
  },
  {
    title: 'the order of values does not matter',
    start: set(proof, spf),
    async run({ zone }, read) {
      await zone.replaceTxt({ name, before: [spf, proof], after: [longer, proof] })
      expect(valuesOf(await read(name))).toEqual([proof, longer])
    },
  },
  {
    title: 'one value is taken out and the others stay',
    start: set(proof, spf),
    async run({ zone }, read) {
      await zone.replaceTxt({ name, before: [proof, spf], after: [proof] })
      expect(valuesOf(await read(name))).toEqual([proof])
    },
  },
  {
    title: 'a whole set is removed, and other names stay',
    start: { ...set(spf), [mark]: { ttl: 600, values: ['v=devicemail1'] } },
    async run({ zone }, read) {
      await zone.replaceTxt({ name: mark, before: ['v=devicemail1'], after: [] })
      expect(await read(mark)).toEqual({ state: 'absent' })
      expect(valuesOf(await read(name))).toEqual([spf])
    },
  },
  {
    title: 'a value of more than 255 bytes comes back whole',
    start: set(spf),
    async run({ zone }, read) {
      const blocks = Array.from({ length: 40 }, (_, at) => `ip4:198.51.100.${String(at)}`)
      const long = `v=spf1 ${blocks.join(' ')} -all`
      await zone.replaceTxt({ name, before: [spf], after: [long] })
      expect(valuesOf(await read(name))).toEqual([long])
      await zone.replaceTxt({ name, before: [long], after: [spf] })
      expect(valuesOf(await read(name))).toEqual([spf])
    },
  },
  {
    title: 'quotes, backslashes, semicolons and bytes beyond ASCII come back as they were',
    start: set(spf),
    async run({ zone }, read) {
      const odd = 'a "quoted" \\ text; with (all) of it, Z\u00fcrich\u0000'
      await zone.replaceTxt({ name, before: [spf], after: [spf, odd] })
      expect(valuesOf(await read(name))).toEqual([spf, odd].sort())
    },
  },
  {
    title: 'a set that somebody changed meanwhile is a conflict, and stays as it is',
    start: set(spf),
    async run({ zone, stranger }, read) {
      await stranger(name, [longer])
      const refused = zone.replaceTxt({ name, before: [spf], after: ['v=spf1 a -all'] })
      await expect(refused).rejects.toMatchObject({ name: 'Fault', kind: 'conflict' })
      expect(valuesOf(await read(name))).toEqual([longer])
    },
  },
  {
    title: 'a set that somebody made or removed meanwhile is a conflict',
    start: set(spf),
    async run({ zone, stranger }) {
      await expect(zone.replaceTxt({ name, before: [], after: [longer] })).rejects.toMatchObject({
        kind: 'conflict',
      })
      await stranger(name, [])
      await expect(zone.replaceTxt({ name, before: [spf], after: [longer] })).rejects.toMatchObject(
        { kind: 'conflict' },
      )
    },
  },
  {
    title: 'the same change once more finds its work done',
    start: set(spf),
    async run({ zone }, read) {
      const change = { name, before: [spf], after: [longer] }
      await zone.replaceTxt(change)
      await zone.replaceTxt(change)
      expect(valuesOf(await read(name))).toEqual([longer])
    },
  },
  {
    title: 'of two changes at once one wins and the other is a conflict',
    start: set(spf),
    async run({ zone }, read) {
      const outcomes = await Promise.allSettled([
        zone.replaceTxt({ name, before: [spf], after: [longer] }),
        zone.replaceTxt({ name, before: [spf], after: ['v=spf1 a -all'] }),
      ])
      const faults = outcomes.flatMap(one =>
        one.status === 'rejected' ? [one.reason as unknown] : [],
      )
      expect(faults).toHaveLength(1)
      expect(faults[0]).toBeInstanceOf(Fault)
      expect(faults[0]).toMatchObject({ kind: 'conflict' })
      expect([[longer], ['v=spf1 a -all']]).toContainEqual(valuesOf(await read(name)))
    },
  },
  {
    title: 'changes of two names at once both land',
    start: set(spf),
    async run({ zone }, read) {
      await Promise.all([
        zone.replaceTxt({ name, before: [spf], after: [longer] }),
        zone.replaceTxt({ name: mark, before: [], after: ['v=devicemail1'] }),
      ])
      expect(valuesOf(await read(name))).toEqual([longer])
      expect(valuesOf(await read(mark))).toEqual(['v=devicemail1'])
    },
  },
  {
    title: 'a name outside the zone is unknown, never absent, and cannot be written',
    start: {},
    async run({ zone }, read) {
      expect(await read('fabrikam.com')).toMatchObject({ state: 'unknown' })
      await expect(
        zone.replaceTxt({ name: 'fabrikam.com', before: [], after: [spf] }),
      ).rejects.toMatchObject({ name: 'Fault', kind: 'rejected' })
    },
  },
]

/** Runs all cases against a driver. */
export function dnsContract(driver: string, make: MakeZone): void {
  describe(`${driver} as a DNS driver`, () => {
    test.each(cases)('$title', async ({ start, run }) => {
      const under = await make(start)
      await run(under, async asked => {
        const reading = (await under.zone.readTxt([asked])).get(asked)
        if (!reading) throw new Error(`${asked} got no answer`)
        return reading
      })
    })
  })
}

/** The values in one order, since a set has none. */
function valuesOf(reading: TxtReading): readonly string[] {
  return reading.state === 'present' ? [...reading.values].sort() : []
}
