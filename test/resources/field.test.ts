/** Fields: how values are compared, sent, read back and put into plain data. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  choice,
  constant,
  flag,
  invertedFlag,
  invertedSwitch,
  ipRanges,
  lowerCase,
  optionalText,
  orderedTexts,
  text,
  texts,
  type Fields,
} from '../../src/resources/field.js'
import {
  diff,
  fromData,
  fromRow,
  removalOf,
  toData,
  toParameters,
} from '../../src/resources/field-table.js'
import type { IpRange } from '../../src/mail/ip-range.js'
import { ranges } from '../support/wanted.js'

interface Thing {
  readonly key: string
  readonly name: string
  readonly address: string
  readonly note: string | null
  readonly enabled: boolean
  readonly open: boolean
  readonly smtp: boolean | null
  readonly size: 'small' | 'large'
  readonly tags: readonly string[]
  readonly lines: readonly string[]
  readonly ips: readonly IpRange[]
  readonly reason: string
}

const about = 'A field of a test.'
const fields: Fields<Thing> = {
  key: text({ role: 'key', about }),
  name: text({ parameter: 'Name', about }),
  address: lowerCase({
    parameter: { 'New-Thing': 'Address', 'Set-Thing': 'WindowsAddress' },
    property: 'Address',
    about,
  }),
  note: optionalText({ parameter: 'Note', about }),
  enabled: flag({ parameter: 'Enabled', about }),
  open: invertedFlag({ parameter: 'Closed', about }),
  smtp: invertedSwitch({
    parameter: { 'Set-Thing': 'SmtpDisabled' },
    property: 'SmtpDisabled',
    about,
  }),
  size: choice(['small', 'large'], { parameter: 'Size', about }),
  tags: texts({ parameter: 'Tags', about }),
  lines: orderedTexts({ parameter: 'Lines', about }),
  ips: ipRanges({ parameter: 'Ips', about }),
  reason: text({ role: 'policy', about }),
  type: constant('OnPremises', { parameter: 'Type', about }),
  domains: constant(['smtp:*;1'], { parameter: 'Domains', send: ['*'], about }),
}

const thing: Thing = {
  key: 'milan',
  name: 'Milan',
  address: 'milan@contoso.com',
  note: null,
  enabled: true,
  open: true,
  smtp: null,
  size: 'small',
  tags: ['a', 'b'],
  lines: ['one', 'two'],
  ips: ranges('203.0.113.10', '198.51.100.0/29'),
  reason: '',
}

/** As the world shows it: constants beside the rest. */
const shown = { ...thing, type: 'OnPremises', domains: ['smtp:*;1'] }

const pathsOf = (live: object, desired: Thing) =>
  diff(fields, live as Thing, desired).map(one => one.path)

const someRanges = fc
  .uniqueArray(fc.integer({ min: 0, max: 255 }), { maxLength: 4 })
  .map(hosts => ranges(...hosts.map(host => `203.0.113.${String(host)}`)))

const anyThing: fc.Arbitrary<Thing> = fc.record({
  key: fc.string(),
  name: fc.string(),
  address: fc.emailAddress().map(one => one.toLowerCase()),
  note: fc.option(fc.string({ minLength: 1 }), { nil: null }),
  enabled: fc.boolean(),
  open: fc.boolean(),
  smtp: fc.option(fc.boolean(), { nil: null }),
  size: fc.constantFrom('small', 'large'),
  tags: fc.array(fc.string()),
  lines: fc.array(fc.string()),
  ips: someRanges,
  reason: fc.string(),
})

describe('a comparison', () => {
  it('finds no difference between a thing and itself', () => {
    fc.assert(
      fc.property(anyThing, one => {
        const live = { ...one, type: 'OnPremises', domains: ['smtp:*;1'] }
        expect(diff(fields, live, one)).toEqual([])
      }),
    )
  })

  it('does not mind order, case and repetition in a set, nor the order of addresses', () => {
    fc.assert(
      fc.property(anyThing, fc.integer({ min: 0, max: 9 }), (one, turn) => {
        const turned = <Value>(values: readonly Value[]) => {
          const at = values.length === 0 ? 0 : turn % values.length
          return [...values.slice(at), ...values.slice(0, at)]
        }
        const live = {
          ...one,
          type: 'OnPremises',
          domains: ['smtp:*;1'],
          tags: turned([...one.tags, ...one.tags]),
          ips: turned(one.ips),
        }
        expect(
          diff(fields, live, { ...one, tags: one.tags.map(tag => tag.toUpperCase()) }),
        ).toEqual([])
      }),
    )
  })

  it('minds the order of lines, and names what differs in the order of the table', () => {
    expect(pathsOf({ ...shown, lines: ['two', 'one'], name: 'Other' }, thing)).toEqual([
      'name',
      'lines',
    ])
  })

  it('leaves out keys and policies, which have no counterpart in the world', () => {
    expect(pathsOf({ ...shown, key: 'oslo', reason: 'moved' }, thing)).toEqual([])
  })

  it('compares constants, whatever anybody wanted', () => {
    expect(diff(fields, { ...shown, type: 'Partner' } as Thing, thing)).toEqual([
      { path: 'type', before: 'Partner', after: 'OnPremises' },
    ])
  })

  it('takes a word that it does not know for different from every word it knows', () => {
    const size = fields.size.fromProperty('Enormous')
    expect(pathsOf({ ...shown, size }, thing)).toEqual(['size'])
  })

  it('of a creation names every property, of a removal all but constants', () => {
    expect(diff(fields, undefined, thing).map(one => one.before)).toEqual(
      Array.from({ length: 12 }, () => null),
    )
    expect(removalOf(fields, thing).map(one => one.path)).not.toContain('type')
    expect(removalOf(fields, thing).every(one => one.after === null)).toBe(true)
  })
})

describe('parameters', () => {
  it('of a creation are all that the cmdlet can set, without those that only say "none"', () => {
    expect(toParameters(fields, 'New-Thing', thing)).toEqual({
      Name: 'Milan',
      Address: 'milan@contoso.com',
      Enabled: true,
      Closed: false,
      Size: 'small',
      Tags: ['a', 'b'],
      Lines: ['one', 'two'],
      Ips: ['198.51.100.0/29', '203.0.113.10'],
      Type: 'OnPremises',
      Domains: ['*'],
    })
  })

  it('of an update are only what differs, under the name that this cmdlet knows', () => {
    const desired = { ...thing, address: 'new@contoso.com', smtp: true, note: 'x' }
    expect(toParameters(fields, 'Set-Thing', desired, shown as Thing)).toEqual({
      WindowsAddress: 'new@contoso.com',
      SmtpDisabled: false,
      Note: 'x',
    })
  })

  it('of an update empty what must be empty', () => {
    const live = { ...shown, note: 'x', tags: ['a'] } as Thing
    const desired = { ...thing, note: null, tags: [] }
    expect(toParameters(fields, 'Set-Thing', desired, live)).toEqual({ Note: null, Tags: [] })
  })

  it('of equal things are none', () => {
    fc.assert(
      fc.property(anyThing, one => {
        const live = { ...one, type: 'OnPremises', domains: ['smtp:*;1'] }
        expect(toParameters(fields, 'Set-Thing', one, live)).toEqual({})
      }),
    )
  })
})

describe('a row', () => {
  it('is read into the same form as what is wanted', () => {
    const row = {
      Name: 'Milan',
      Address: 'MILAN@Contoso.com',
      Note: '',
      Enabled: 'True',
      Closed: false,
      SmtpDisabled: null,
      Size: 'Small',
      Tags: ['B', 'a', 'A'],
      Lines: ['one', 'two'],
      Ips: ['203.0.113.10/32', '198.51.100.0/29'],
      Type: 'OnPremises',
      Domains: ['smtp:*;1'],
    }
    expect(diff(fields, fromRow(fields, row) as unknown as Thing, thing)).toEqual([])
  })

  it('that lacks everything reads as empty, and never throws', () => {
    expect(fromRow(fields, {})).toMatchObject({ name: '', note: null, enabled: false, tags: [] })
  })

  it('tells a switch that is not set from one that is off', () => {
    const smtpOf = (SmtpDisabled: unknown) => fromRow(fields, { SmtpDisabled }).smtp
    expect([null, undefined, '', true, 'False'].map(smtpOf)).toEqual([
      null,
      null,
      null,
      false,
      true,
    ])
  })
})

it('plain data gives the thing back', () => {
  fc.assert(
    fc.property(anyThing, one => {
      const data: unknown = JSON.parse(JSON.stringify(toData(fields, one)))
      const back = fromData(fields, data as ReturnType<typeof toData>)
      expect(toData(fields, back)).toEqual(data)
      expect(
        diff(fields, { ...back, type: 'OnPremises', domains: ['smtp:*;1'] } as Thing, one),
      ).toEqual([])
    }),
  )
})
