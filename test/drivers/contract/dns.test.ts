import { writeFile } from 'node:fs/promises'
import { onTestFinished } from 'vitest'
import { temporaryZoneFile } from '../dns/temporary-zone-file.js'
import { dnsContract, type TxtSets } from './dns.js'

/** A zone file as somebody would write it. */
function zoneText(sets: TxtSets): string {
  const records = Object.entries(sets).flatMap(([name, { ttl, values }]) =>
    values.map(value => `${name}. ${String(ttl)} IN TXT "${value}"`),
  )
  return [
    '$ORIGIN contoso.com.',
    '$TTL 3600',
    '@ IN SOA ns1 hostmaster 2026112401 7200 900 1209600 300',
    '  IN NS ns1',
    'ns1 IN A 192.0.2.53',
    ...records,
    '',
  ].join('\n')
}

dnsContract('zone-file', async sets => {
  const { zone, path, remove } = await temporaryZoneFile(zoneText(sets))
  onTestFinished(remove)
  return {
    zone,
    async stranger(name, values) {
      await writeFile(path, zoneText({ ...sets, [name]: { ttl: 600, values } }))
    },
  }
})
