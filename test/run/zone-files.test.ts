/** Several domains in one zone file, and zones within others. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openZoneFiles } from '../../src/run/dns/zone-files.js'
import { load } from '../../src/spec/load.js'
import { folderOf } from '../spec/texts.js'

const zoneText = (more: readonly string[]) =>
  [
    '$TTL 3600',
    '@ IN SOA ns1 hostmaster 2026112401 7200 900 1209600 300',
    '  IN NS ns1',
    ...more,
    '',
  ].join('\n')

/** The zone files of these domains, in a folder that holds these texts; null is a named pipe. */
function opened(
  domains: string,
  texts: Readonly<Record<string, string | null>>,
  isSimulated = false,
) {
  const folder = mkdtempSync(join(tmpdir(), 'zone-files-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  for (const [name, text] of Object.entries(texts))
    if (text === null) execFileSync('mkfifo', [join(folder, name)])
    else writeFileSync(join(folder, name), text)
  const tenant = 'tenant: { organization: contoso.onmicrosoft.com, exchange: simulator }'
  const device = 'devices: { copier: { from: copier@contoso.com, to: tenant } }'
  const { spec } = load(
    folderOf({ 'tenant.yaml': `${tenant}\ndomains: { ${domains} }\n${device}\n` }),
  )
  if (!spec) throw new Error('The spec has faults.')
  const now = () => new Date('2026-11-24T00:00:00Z')
  const files = openZoneFiles({ folder, spec, isSimulated, now })
  return { files, read: (name: string) => readFileSync(join(folder, name), 'utf8') }
}

const file = (name: string, more = '') => `{ dns: { driver: zone-file, file: ${name}${more} } }`

test('domains in one file are one zone, named by the shortest of them', async () => {
  const { files, read } = opened(
    `contoso.com: ${file('a.zone')}, mail.contoso.com: ${file('a.zone')}`,
    { 'a.zone': zoneText(['mail IN A 192.0.2.1']) },
  )
  const zone = files.get('mail.contoso.com')
  expect(zone).toBe(files.get('contoso.com'))
  expect(zone?.origin).toBe('contoso.com')
  await Promise.all([
    zone?.replaceTxt({ name: 'contoso.com', before: [], after: ['one'] }),
    zone?.replaceTxt({ name: 'mail.contoso.com', before: [], after: ['two'] }),
  ])
  expect(read('a.zone')).toMatch(/^mail\s.*TXT\s+"two"/m)
  expect(read('a.zone')).toMatch(/TXT\s+"one"/)
})

test('a domain alone may stand in the zone above, when the spec names it', async () => {
  const { files } = opened(
    `contoso.com: , mail.contoso.com: ${file('a.zone', ', zone: contoso.com')}`,
    { 'a.zone': zoneText(['mail IN TXT "here"']) },
  )
  const readings = await files.get('mail.contoso.com')?.readTxt(['mail.contoso.com'])
  expect(readings?.get('mail.contoso.com')).toMatchObject({ values: ['here'] })
})

test.each([true, false])(
  'a named pipe is refused where the spec names it, simulated: %s',
  async isSimulated => {
    const { files } = opened(
      `contoso.com: ${file('pipe.zone')}`,
      { 'pipe.zone': null },
      isSimulated,
    )
    expect(await files.get('contoso.com')?.check()).toMatchObject([
      { code: 'zone-file-not-regular', place: { file: 'tenant.yaml', line: 2 } },
    ])
  },
)

const findingsOf = (domains: string, texts: Readonly<Record<string, string>>) =>
  Promise.all(
    [...opened(`contoso.com: , ${domains}`, texts).files.values()].map(zone => zone.check()),
  )

test.each([
  ['the file is called as the zone above', `mail.contoso.com: ${file('contoso.com.zone')}`],
  ['the same, in another fashion', `mail.contoso.com: ${file('db.contoso.com')}`],
  [
    'two domains beside each other name it',
    `a.contoso.com: ${file('x.zone')}, b.contoso.com: ${file('x.zone')}`,
  ],
  [
    'another domain calls it so',
    `a.contoso.com: ${file('x.zone')}, b.contoso.com: ${file('x.zone', ', zone: contoso.com')}`,
  ],
])(
  'a file that may be two zones is refused where it does not say which: %s',
  async (_, domains) => {
    const names = ['contoso.com.zone', 'db.contoso.com', 'x.zone']
    const [first] = await findingsOf(
      domains,
      Object.fromEntries(names.map(name => [name, zoneText(['mail IN TXT "v=spf1 -all"'])])),
    )
    expect(first?.map(({ code }) => code)).toEqual(['zone-file-of-which-zone'])
    expect(first?.[0]?.remedy).toContain('`zone: contoso.com`')
  },
)

test('a file that says itself which zone it is, is that zone', async () => {
  const soa = 'SOA ns1 hostmaster 1 7200 900 1209600 300'
  for (const text of [`contoso.com. 60 ${soa}\n`, `$ORIGIN contoso.com.\n@ 60 ${soa}\n`]) {
    const { files, read } = opened(
      `contoso.com: , mail.contoso.com: ${file('contoso.com.zone')}, www.contoso.com: ${file('contoso.com.zone')}`,
      { 'contoso.com.zone': text },
    )
    const name = '_devicemail.mail.contoso.com'
    const zone = files.get('mail.contoso.com')
    expect(await zone?.check()).toEqual([])
    await zone?.replaceTxt({ name, before: [], after: ['one'] })
    expect(read('contoso.com.zone')).toMatch(/^_devicemail\.mail\s.*TXT\s+"one"/m)
  }
})

test('a domain with a file of its own is a zone of its own', () => {
  const { files } = opened(
    `contoso.com: ${file('a.zone')}, mail.contoso.com: ${file('b.zone')}`,
    {},
  )
  expect(files.get('mail.contoso.com')?.origin).toBe('mail.contoso.com')
})

test('a name that the zone hands on is refused, though the same file is named for it', async () => {
  const { files } = opened(`contoso.com: ${file('a.zone')}, mail.contoso.com: ${file('a.zone')}`, {
    'a.zone': zoneText(['mail IN NS ns1.example.com.']),
  })
  const readings = await files.get('mail.contoso.com')?.readTxt(['mail.contoso.com'])
  expect(readings?.get('mail.contoso.com')).toMatchObject({
    state: 'unknown',
    why: { code: 'dns-name-delegated' },
  })
})

test('in a simulated world the file of the spec is copied once, and never changed', async () => {
  const text = zoneText([])
  const { files, read } = opened(
    `contoso.com: ${file('a.zone')}, mail.contoso.com: ${file('a.zone')}`,
    { 'a.zone': text },
    true,
  )
  await files.get('mail.contoso.com')?.replaceTxt({
    name: 'mail.contoso.com',
    before: [],
    after: ['two'],
  })
  expect(read('a.zone')).toBe(text)
  expect(read('.simulator/zones/contoso.com.zone')).toContain('"two"')
})
