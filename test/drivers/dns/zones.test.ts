import { describe, expect, test } from 'vitest'
import type { TxtChange } from '../../../src/drivers/drivers.js'
import type { Zone } from '../../../src/drivers/dns/zone.js'
import { createZones } from '../../../src/drivers/dns/zones.js'

/** A zone that answers with its own name, and remembers what it was asked. */
function zone(label: string): Zone & { asked: (readonly string[])[]; changes: TxtChange[] } {
  const asked: (readonly string[])[] = []
  const changes: TxtChange[] = []
  return {
    asked,
    changes,
    readTxt(names) {
      asked.push(names)
      return Promise.resolve(
        new Map(names.map(name => [name, { state: 'present', values: [label], ttl: 60 }])),
      )
    },
    replaceTxt(change) {
      changes.push(change)
      return Promise.resolve()
    },
  }
}

describe('the zones of a spec', () => {
  test('a name goes to the zone of the longest domain that holds it', async () => {
    const [whole, mail] = [zone('whole'), zone('mail')]
    const zones = createZones([
      { domain: 'contoso.com', zone: whole },
      { domain: 'mail.contoso.com', zone: mail },
    ])
    expect(zones.domains).toEqual(['contoso.com', 'mail.contoso.com'])
    const readings = await zones.readTxt([
      'contoso.com',
      '_devicemail.contoso.com',
      '_devicemail.mail.contoso.com',
    ])
    expect(
      [...readings.values()].flatMap(one => (one.state === 'present' ? one.values : [])),
    ).toEqual(['whole', 'whole', 'mail'])
    expect(whole.asked).toEqual([['contoso.com', '_devicemail.contoso.com']])
    await zones.replaceTxt({ name: 'mail.contoso.com', before: [], after: ['a'] })
    expect([whole.changes.length, mail.changes.length]).toEqual([0, 1])
  })

  test('a name that no zone holds is unknown, and cannot be written', async () => {
    const zones = createZones([{ domain: 'contoso.com', zone: zone('whole') }])
    const name = 'notcontoso.com'
    expect((await zones.readTxt([name])).get(name)).toMatchObject({
      state: 'unknown',
      why: { code: 'dns-no-zone' },
    })
    await expect(zones.replaceTxt({ name, before: [], after: [] })).rejects.toMatchObject({
      kind: 'rejected',
      type: 'dns-no-zone',
    })
  })
})
