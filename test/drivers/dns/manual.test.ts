import { describe, expect, test } from 'vitest'
import type { DnsAnswer } from '../../../src/drivers/drivers.js'
import { createManualZone } from '../../../src/drivers/dns/manual.js'

const answers: Readonly<Record<string, DnsAnswer>> = {
  'contoso.com': { status: 'ok', records: [['v=spf1 ', '-all'], ['other']] },
  'empty.contoso.com': { status: 'nodata', records: [] },
  'gone.contoso.com': { status: 'nxdomain', records: [] },
  'broken.contoso.com': { status: 'servfail', records: [] },
  'silent.contoso.com': { status: 'timeout', records: [] },
}

describe('a zone that a person keeps', () => {
  const zone = createManualZone(name =>
    Promise.resolve(answers[name] ?? { status: 'nxdomain', records: [] }),
  )

  test('is read through the DNS, strings joined; a failure is unknown, never absent', async () => {
    const readings = await zone.readTxt(Object.keys(answers))
    expect(readings.get('contoso.com')).toEqual({
      state: 'present',
      values: ['v=spf1 -all', 'other'],
      ttl: null,
    })
    expect(readings.get('empty.contoso.com')).toEqual({ state: 'absent' })
    expect(readings.get('gone.contoso.com')).toEqual({ state: 'absent' })
    for (const name of ['broken.contoso.com', 'silent.contoso.com'])
      expect(readings.get(name)).toMatchObject({ state: 'unknown', why: { code: 'dns-no-answer' } })
  })

  test('is never written', async () => {
    await expect(
      zone.replaceTxt({ name: 'contoso.com', before: [], after: ['a'] }),
    ).rejects.toMatchObject({ name: 'Fault', kind: 'rejected' })
  })
})
