/**
 * What is particular to dynamic updates, on a real BIND 9: keys, clocks, zones
 * and names that are not ours to change.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  txtData,
  updateLength,
  updateMessage,
} from '../../../src/drivers/dns/rfc2136/update-message.js'
import type { Fault } from '../../../src/drivers/fault.js'
import { bindKeys } from '../../support/bind.js'
import {
  faultOf,
  readOf,
  valuesOf,
  zoneOfBind,
  type BindZoneOptions,
} from '../../support/bind-zone.js'
import { beginWith, contoso, describeOverBind } from '../../support/over-bind.js'
import { tsigKey } from '../../support/tsig-key.js'

const { name, mark, record } = contoso
const longer = 'v=spf1 ip4:203.0.113.10 mx -all'
const texts = fc.string({ maxLength: 255 }).map(text => txtData([Buffer.from(text, 'latin1')]))
const change = { name, before: [record], after: [longer] }
/** Each 2,000 bytes long, as the zone file writes it: 20 of them can be read, but not named twice in one message. */
const large = Array.from({ length: 20 }, (_, at) => {
  const strings = Array.from({ length: 8 }, () => String(at).padStart(250, 'x'))
  return { written: strings.map(one => `"${one}"`).join(' '), value: strings.join('') }
})
const secret = bindKeys.devicemail.split(':')[2] ?? ''

const zones = [
  {
    name,
    records: [
      'alias IN CNAME www.example.com.',
      'mail IN MX 10 mx.example.com.',
      'handed IN NS ns.example.com.',
      'sub IN NS ns.example.com.',
      'renamed IN DNAME example.com.',
      '*.wild IN TXT "v=spf1 -all"',
      '*.away IN CNAME nobody.example.com.',
      'itself.wild IN TXT "own"',
      'below.empty.wild IN TXT "own"',
      ...large.map(({ written }) => `large 60 IN TXT ${written}`),
      'split 60 IN TXT "v=spf1 ip4:203.0." "113.10 -all"',
    ].join('\n'),
  },
  { name: 'sub.contoso.com' },
  { name: 'fabrikam.com', keys: [] },
  { name: 'example.net', keys: ['devicemail'] },
]

describeOverBind('a zone of a real BIND 9', zones, bind => {
  beginWith(bind)

  const zone = (more: Partial<BindZoneOptions> = {}) => zoneOfBind({ port: bind.port, ...more })
  const skewed = (seconds: number) => zone({ now: () => new Date(Date.now() + seconds * 1000) })
  const valuesNow = (asked = name) => valuesOf(zone(), asked)

  describe('a name', () => {
    it.each([
      ['alias.contoso.com', 'dns-name-is-alias', 'www.example.com'],
      ['handed.contoso.com', 'dns-name-delegated', 'handed.contoso.com'],
      ['x.handed.contoso.com', 'dns-name-delegated', 'handed.contoso.com'],
      ['x.renamed.contoso.com', 'dns-name-delegated', 'renamed.contoso.com'],
      ['any.wild.contoso.com', 'dns-name-under-wildcard', '*.wild.contoso.com'],
      ['a.b.wild.contoso.com', 'dns-name-under-wildcard', '*.wild.contoso.com'],
      ['any.away.contoso.com', 'dns-name-under-wildcard', '*.away.contoso.com'],
      ['fabrikam.com', 'dns-name-elsewhere', 'contoso.com'],
    ])('%s is told as %s, and not written', async (asked, code, word) => {
      const reading = await readOf(zone(), asked)
      expect(reading).toMatchObject({ state: 'unknown', why: { code } })
      expect(reading.state === 'unknown' && reading.why.message).toContain(word)
      await expect(
        zone().replaceTxt({ name: asked, before: [], after: [record] }),
      ).rejects.toMatchObject({ name: 'Fault', kind: 'rejected', finding: { code } })
    })

    it.each([
      ['nobody.contoso.com', 'absent'],
      ['mail.contoso.com', 'absent'],
      ['itself.wild.contoso.com', 'present'],
      ['empty.wild.contoso.com', 'absent'],
      ['x.empty.wild.contoso.com', 'absent'],
      ['wild.contoso.com', 'absent'],
      ['_devicemail.wild.contoso.com', 'absent'],
      ['_devicemail.away.contoso.com', 'absent'],
    ])('%s is %s', async (asked, state) => {
      expect(await readOf(zone(), asked)).toMatchObject({ state })
    })

    it('is looked for in the longest zone of the server that holds it', async () => {
      const asked = '_devicemail.sub.contoso.com'
      await zone().replaceTxt({ name: asked, before: [], after: ['in sub'] })
      expect(await valuesNow(asked)).toEqual(['in sub'])
      expect(bind.log()).toContain("updating zone 'sub.contoso.com/IN'")
      expect(await readOf(zone({ zone: name }), asked)).toMatchObject({
        why: { code: 'dns-name-delegated' },
      })
    })

    it('of a zone that the server does not keep is unknown', async () => {
      expect(await readOf(zone({ domains: ['example.org'] }), 'example.org')).toMatchObject({
        state: 'unknown',
        why: { code: 'name-server-query-refused' },
      })
    })
  })

  it('keeps the TTL and the strings of records that stay', async () => {
    const asked = 'split.contoso.com'
    const whole = 'v=spf1 ip4:203.0.113.10 -all'
    await zone().replaceTxt({ name: asked, before: [whole], after: [whole, 'more'] })
    expect(await readOf(zone(), asked)).toMatchObject({ state: 'present', ttl: 60 })
    // The stranger's command holds only where the strings are as they were.
    await bind.stranger(
      `prereq yxrrset ${asked}. TXT "v=spf1 ip4:203.0." "113.10 -all"`,
      `prereq yxrrset ${asked}. TXT "more"`,
      `update add done.contoso.com. 60 TXT "yes"`,
    )
    expect(await valuesNow('done.contoso.com')).toEqual(['yes'])
  })

  it.each([
    ['a set', 'large.contoso.com', large.map(({ value }) => value), ['one more']],
    ['one value', 'new.contoso.com', [], ['x'.repeat(70_000)]],
  ])(
    'refuses %s that is too long for one message before it sends any',
    async (_, asked, before, more) => {
      const fault = await faultOf(
        zone().replaceTxt({ name: asked, before, after: [...before, ...more] }),
      )
      expect(fault).toMatchObject({
        kind: 'rejected',
        finding: { code: 'name-server-update-too-long' },
      })
      expect(await valuesNow(asked)).toEqual([...before].sort())
    },
  )

  it('knows how long its message will be', () => {
    fc.assert(
      fc.property(fc.array(texts), fc.array(texts), (before, after) => {
        const swap = { zone: name, name: mark, before, after, ttl: 60 }
        expect(updateLength(swap)).toBe(updateMessage(1, swap).length)
      }),
    )
  })

  describe('a key', () => {
    it.each([
      ['that it does not know', `hmac-sha256:nobody:${secret}`, 'name-server-key-unknown'],
      ['with another secret', 'hmac-sha256:devicemail:b3RoZXI=', 'name-server-secret-wrong'],
    ])('%s is told, read or written', async (_, written, code) => {
      const under = zone({ key: tsigKey(written) })
      expect(await readOf(under, name)).toMatchObject({ state: 'unknown', why: { code } })
      const fault = await faultOf(under.replaceTxt(change))
      expect(fault).toMatchObject({ kind: 'denied', finding: { code } })
      expect(textsOf(fault)).not.toContain(written.split(':')[2])
      expect(await valuesNow()).toEqual([record])
    })

    it('of another algorithm is told', async () => {
      const under = zone({ key: tsigKey(`hmac-sha512:devicemail:${secret}`) })
      const reading = await readOf(under, name)
      expect(reading).toMatchObject({ state: 'unknown' })
      expect(['name-server-key-unknown', 'name-server-secret-wrong']).toContain(
        reading.state === 'unknown' && reading.why.code,
      )
    })

    it('that may only read is refused, with the line that would let it write', async () => {
      const fault = await faultOf(zone({ key: tsigKey(bindKeys.reader) }).replaceTxt(change))
      expect(fault).toMatchObject({
        kind: 'denied',
        finding: { code: 'name-server-update-refused' },
      })
      expect(fault.finding?.remedy).toContain('grant reader')
      expect(await valuesNow()).toEqual([record])
    })
  })

  it('that takes no updates is told, and is read all the same', async () => {
    const under = zone({ domains: ['fabrikam.com'] })
    expect(await readOf(under, 'fabrikam.com')).toEqual({ state: 'absent' })
    const fault = await faultOf(
      under.replaceTxt({ name: 'fabrikam.com', before: [], after: [record] }),
    )
    expect(fault.finding?.code).toBe('name-server-update-refused')
  })

  it.each([
    [4000, 'ahead of'],
    [-4000, 'behind'],
  ])('a clock that is off by %s s is told with how far', async (seconds, direction) => {
    const fault = await faultOf(skewed(seconds).replaceTxt(change))
    expect(fault).toMatchObject({ kind: 'denied', finding: { code: 'name-server-clock-off' } })
    expect(fault.text).toMatch(new RegExp(`(3999|4000|4001) s ${direction} `))
    expect(await readOf(skewed(seconds), name)).toMatchObject({
      why: { code: 'name-server-clock-off' },
    })
    expect(await valuesNow()).toEqual([record])
  })
})

/** All that of a fault could be printed. */
function textsOf(fault: Fault): string {
  return [fault.message, fault.stack, JSON.stringify(fault), JSON.stringify(fault.finding)].join()
}
