import { describe, expect, test } from 'vitest'
import type { DnsAnswer } from '../../../src/drivers/drivers.js'
import { createManualZone } from '../../../src/drivers/dns/manual.js'
import { readSceneDns } from '../../../src/drivers/dns/scene-dns.js'
import { createSceneResolver } from '../../../src/drivers/dns/scene-resolver.js'

const answers: Readonly<Record<string, DnsAnswer>> = {
  'contoso.com': { status: 'ok', records: [['v=spf1 ', '-all'], ['other']] },
  'empty.contoso.com': { status: 'nodata', records: [] },
  'gone.contoso.com': { status: 'nxdomain', records: [] },
  'broken.contoso.com': { status: 'servfail', records: [] },
  'silent.contoso.com': { status: 'timeout', records: [] },
}

const text = { TXT: ['a value'] }
const others = createSceneResolver({
  dns: readSceneDns({
    'alias.contoso.com': { CNAME: 'hosted.example.net' },
    '_devicemail.alias.contoso.com': { CNAME: 'notes.example.net' },
    'hosted.example.net': text,
    'notes.example.net': text,
    '*.wild.contoso.com': text,
    '_devicemail.own.contoso.com': text,
  }).dns,
  zones: [],
})

describe('a zone that a person keeps', () => {
  const zone = createManualZone((name, type) =>
    Promise.resolve((type === 'TXT' ? answers[name] : null) ?? { status: 'nxdomain', records: [] }),
  )

  test('is read through the DNS, strings joined; a failure is unknown, never absent', async () => {
    const readings = await zone.readTxt(Object.keys(answers))
    expect(readings.get('contoso.com')).toEqual({
      state: 'present',
      values: ['v=spf1 -all', 'other'],
      ttl: null,
      byHand: true,
    })
    expect(readings.get('empty.contoso.com')).toEqual({ state: 'absent' })
    expect(readings.get('gone.contoso.com')).toEqual({ state: 'absent' })
    for (const name of ['broken.contoso.com', 'silent.contoso.com'])
      expect(readings.get(name)).toMatchObject({ state: 'unknown', why: { code: 'dns-no-answer' } })
  })

  test('has no record of its own at an alias, and no mark behind an alias or a wildcard', async () => {
    const alias = 'alias.contoso.com'
    const marks = ['alias', 'wild', 'own'].map(name => `_devicemail.${name}.contoso.com`)
    const readings = await createManualZone(others).readTxt([alias, ...marks])
    expect(readings.get(alias)).toMatchObject({ why: { code: 'dns-name-is-alias' } })
    expect(marks.map(name => readings.get(name)?.state)).toEqual(['absent', 'absent', 'present'])
  })

  test('is never written', async () => {
    await expect(
      zone.replaceTxt({ name: 'contoso.com', before: [], after: ['a'] }),
    ).rejects.toMatchObject({ name: 'Fault', kind: 'rejected' })
  })
})
