/** One look at zones: each thing is read once, and what is there by the next look is seen by it. */
import { writeFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { zonesOfOneLook } from '../../../src/drivers/dns/one-look.js'
import { createZones } from '../../../src/drivers/dns/zones.js'
import { temporaryZoneFile } from './temporary-zone-file.js'

const soa = '$TTL 60\n@ IN SOA ns1 host 1 2 3 4 5\n'

async function fileWith(value: string) {
  const file = await temporaryZoneFile(`${soa}@ IN TXT "${value}"\n`)
  onTestFinished(file.remove)
  const edit = (next: string) => writeFile(file.path, `${soa}@ IN TXT "${next}"\n`)
  return { ...file, edit }
}

test('zones are asked only for names that were not asked before', async () => {
  const asked: (readonly string[])[] = []
  const zones = zonesOfOneLook({
    domains: ['contoso.com'],
    readTxt(names) {
      asked.push(names)
      return Promise.resolve(new Map(names.map(name => [name, { state: 'absent' as const }])))
    },
    replaceTxt: () => Promise.resolve(),
  })
  await zones.readTxt(['a.contoso.com'])
  const both = await zones.readTxt(['a.contoso.com', 'b.contoso.com'])
  expect([...both.keys()]).toEqual(['a.contoso.com', 'b.contoso.com'])
  expect(asked).toEqual([['a.contoso.com'], ['b.contoso.com']])
})

test('a name that a zone did not answer for has no answer the second time either', async () => {
  const zones = zonesOfOneLook({
    domains: [],
    readTxt: () => Promise.resolve(new Map()),
    replaceTxt: () => Promise.resolve(),
  })
  expect((await zones.readTxt(['contoso.com'])).size).toBe(0)
  expect((await zones.readTxt(['contoso.com'])).size).toBe(0)
})

test('nothing can be changed through a look', async () => {
  const file = await fileWith('before')
  const zones = zonesOfOneLook(createZones([{ domain: 'contoso.com', zone: file.zone }]))
  const change = { name: 'contoso.com', before: ['before'], after: ['after'] }
  await expect(zones.replaceTxt(change)).rejects.toThrow('mere look')
  expect(await file.text()).toContain('"before"')
})

test('a look at a zone file stays as it began; the file itself and the next look see an edit', async () => {
  const file = await fileWith('before')
  const look = file.zone.atOneLook()
  const valuesIn = async (zone: typeof look) =>
    (await zone.readTxt(['contoso.com'])).get('contoso.com')
  expect(await valuesIn(look)).toMatchObject({ values: ['before'] })
  await file.edit('after')
  expect(await valuesIn(look)).toMatchObject({ values: ['before'] })
  expect(await look.answer('contoso.com', 'TXT')).toMatchObject({ records: [['before']] })
  expect(await valuesIn(file.zone)).toMatchObject({ values: ['after'] })
  expect(await valuesIn(file.zone.atOneLook())).toMatchObject({ values: ['after'] })
})

test('a change compares with the file as it is, whatever an earlier look saw', async () => {
  const file = await fileWith('before')
  const look = file.zone.atOneLook()
  await look.readTxt(['contoso.com'])
  await file.edit('of somebody else')
  const change = { name: 'contoso.com', before: ['before'], after: ['ours'] }
  await expect(look.replaceTxt(change)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(file.zone.replaceTxt(change)).rejects.toMatchObject({ kind: 'conflict' })
  expect(await file.text()).toContain('"of somebody else"')
})
