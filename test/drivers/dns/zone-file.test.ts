import { chmod, lstat, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openZoneFile } from '../../../src/drivers/dns/zone-file.js'
import { temporaryZoneFile } from './temporary-zone-file.js'

/** The zone that most cases edit: as people write them, with comments and columns. */
const zoneText = `; contoso.com, kept by hand
$TTL 1h
@       IN  SOA ns1.contoso.com. hostmaster (
                2026112301 ; serial
                7200 900 1209600 300 )
        IN  NS  ns1
        IN  MX  0 contoso-com.mail.protection.outlook.com.
        IN  TXT "google-site-verification=abc"   ; for marketing
        600 IN TXT ( "v=spf1 ip4:203.0.113.10 " ; the office
                     "-all" )
www     IN  A   192.0.2.80
ns1     IN  A   192.0.2.53
`
const spf = 'v=spf1 ip4:203.0.113.10 -all'
const google = 'google-site-verification=abc'

async function open(text: string, ...rest: string[]) {
  const file = await temporaryZoneFile(text, ...rest)
  onTestFinished(file.remove)
  return file
}

async function read(text: string, name: string) {
  const { zone } = await open(text)
  return (await zone.readTxt([name])).get(name)
}

/** The file after one change. */
async function changed(text: string, name: string, before: string[], after: string[]) {
  const file = await open(text)
  await file.zone.replaceTxt({ name, before, after })
  return file.text()
}

describe('reading', () => {
  test('owners left out, relative names, TTLs and several strings are understood', async () => {
    expect(await read(zoneText, 'contoso.com')).toEqual({
      state: 'present',
      values: [google, spf],
      ttl: 3600,
    })
    expect(await read(zoneText, 'www.contoso.com')).toEqual({ state: 'absent' })
  })

  const soa = '@ IN SOA ns1 host 1 2 3 4 5\n'
  test.each([
    ['class before TTL', '@ IN 60 TXT "a"', 'contoso.com', ['a'], 60],
    ['TTL before class', '@ 60 IN TXT "a"', 'contoso.com', ['a'], 60],
    ['no class', '@ 60 TXT "a"', 'contoso.com', ['a'], 60],
    ['a TTL in units', '@ 1h30m TXT "a"', 'contoso.com', ['a'], 5400],
    ['no TTL anywhere: the number of the SOA', '@ TXT "a"', 'contoso.com', ['a'], 5],
    ['the TTL of the record before', 'x 60 A 192.0.2.1\n@ TXT a', 'contoso.com', ['a'], 60],
    [
      '$TTL before the TTL of the record before',
      '$TTL 9\nx 60 A 192.0.2.1\n@ TXT a',
      'contoso.com',
      ['a'],
      9,
    ],
    ['$ORIGIN', '$ORIGIN mail.contoso.com.\n@ 1 TXT "a"', 'mail.contoso.com', ['a'], 1],
    ['a relative $ORIGIN', '$ORIGIN mail\nx 1 TXT "a"', 'x.mail.contoso.com', ['a'], 1],
    [
      'a blank owner after $ORIGIN',
      'x 1 A 192.0.2.1\n$ORIGIN y.example.\n 1 TXT "a"',
      'x.contoso.com',
      ['a'],
      1,
    ],
    ['capital letters', 'X.CONTOSO.com. 1 in txt "Aa"', 'x.contoso.com', ['Aa'], 1],
    ['escapes', String.raw`@ 1 TXT "a\"b\\c\059\200"`, 'contoso.com', ['a"b\\c;\u00c8'], 1],
    ['text without quotes', String.raw`@ 1 TXT a\ b c`, 'contoso.com', ['a bc'], 1],
    ['strings without a blank between', '@ 1 TXT "a""b"c"d"', 'contoso.com', ['abcd'], 1],
    ['a semicolon in quotes', '@ 1 TXT "a;b" ; comment', 'contoso.com', ['a;b'], 1],
    ['parentheses in quotes', '@ 1 TXT "(" ")"', 'contoso.com', ['()'], 1],
    ['parentheses around the type', '@ 1 ( TXT\n"a"\n) ', 'contoso.com', ['a'], 1],
    ['Windows line ends', '@ 1 TXT "a"\r\n\t1 TXT\tb\r\n', 'contoso.com', ['a', 'b'], 1],
    ['an empty text', '@ 1 TXT ""', 'contoso.com', [''], 1],
  ])('%s', async (_, line, name, values, ttl) => {
    expect(await read(`${soa}${line}`, name)).toEqual({ state: 'present', values, ttl })
  })

  test.each([
    ['$INCLUDE other.zone', 'zone-file-include', 2],
    ['  \n$GENERATE 1-9 a$ A 192.0.2.$', 'zone-file-include', 3],
    ['$TTL', 'zone-file-unknown-directive', 2],
    ['$FOO bar', 'zone-file-unknown-directive', 2],
    ['@ TXT "a', 'zone-file-unclosed-quote', 2],
    ['@ TXT ( "a"', 'zone-file-unbalanced-parenthesis', 2],
    ['@ TXT "a" )', 'zone-file-unbalanced-parenthesis', 2],
    ['www', 'zone-file-not-a-record', 2],
    ['@ IN TXT', 'zone-file-not-a-record', 2],
    [String.raw`@ TXT \# 2 0161`, 'zone-file-opaque-text', 2],
  ])('%j is refused with its line', async (line, code, at) => {
    const { zone } = await open(`${soa}${line}\n`)
    const findings = await zone.check()
    expect(findings.map(one => [one.code, one.place?.file, one.place?.line])).toEqual([
      [code, 'zones/contoso.com.zone', at],
    ])
    expect((await zone.readTxt(['contoso.com'])).get('contoso.com')?.state).toBe('unknown')
  })

  test('all faults of a file are told', async () => {
    const { zone } = await open(`${soa}$INCLUDE a\n@ TXT "open\nwww\n$FOO\n`)
    expect((await zone.check()).map(({ code, place }) => [code, place?.line])).toEqual([
      ['zone-file-include', 2],
      ['zone-file-unclosed-quote', 3],
      ['zone-file-not-a-record', 4],
      ['zone-file-unknown-directive', 5],
    ])
  })

  test('a file without a whole zone in it is refused', async () => {
    const codes = async (text: string) =>
      (await (await open(text)).zone.check()).map(({ code }) => code)
    expect(await codes('')).toEqual(['zone-file-without-soa'])
    expect(await codes(`${soa}${soa}`)).toEqual(['zone-file-without-soa'])
    expect(await codes(' IN TXT "a"\n')).toEqual(['zone-file-without-owner'])
  })

  test('a large file that is no zone file is told of quickly', async () => {
    const { zone } = await open('"\n'.repeat(50_000))
    const started = performance.now()
    expect(await zone.check()).toHaveLength(50_000)
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('a missing file is unknown, never absent', async () => {
    const options = { path: '/nowhere/x.zone', file: 'x.zone', origin: 'contoso.com' }
    const zone = openZoneFile({ ...options, now: () => new Date(0) })
    expect((await zone.readTxt(['contoso.com'])).get('contoso.com')).toMatchObject({
      state: 'unknown',
      why: { code: 'zone-file-unreadable' },
    })
  })

  test('no bytes make it throw', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        '"',
        '(',
        ')',
        ';',
        '\\',
        '\n',
        '\r\n',
        ' ',
        '\t',
        '$TTL ',
        '@',
        ' TXT ',
        'IN',
      ),
      fc.string(),
    )
    const { zone, path } = await open('')
    await fc.assert(
      fc.asyncProperty(fc.array(part), async parts => {
        await writeFile(path, `${soa}${parts.join('')}`)
        expect((await zone.readTxt(['contoso.com'])).size).toBe(1)
      }),
    )
  })
})

describe('editing leaves every other byte as it was', () => {
  test('a value is replaced in its place; TTL, layout and comments stay', async () => {
    const after = 'v=spf1 ip4:203.0.113.10 ip4:198.51.100.7 -all'
    expect(await changed(zoneText, 'contoso.com', [google, spf], [google, after])).toBe(
      zoneText
        .replace('2026112301', '2026112401')
        .replace('"v=spf1 ip4:203.0.113.10 "', `"${after}"`)
        .replace('"-all" )', ' )'),
    )
  })

  test('a new value stands behind the others of its name, written as they are', async () => {
    expect(await changed(zoneText, 'contoso.com', [google, spf], [google, spf, 'MS=1'])).toBe(
      zoneText
        .replace('2026112301', '2026112401')
        .replace('"-all" )\n', '"-all" )\n        600 IN TXT "MS=1"\n'),
    )
  })

  test('a new name stands behind the records of the zone, in their columns', async () => {
    const value = 'v=devicemail1; spec=contoso; terms='
    expect(await changed(zoneText, '_devicemail.contoso.com', [], [value])).toBe(
      zoneText
        .replace('2026112301', '2026112401')
        .replace('"-all" )\n', `"-all" )\n_devicemail IN TXT "${value}"\n`),
    )
  })

  test('a name with other records gets its text behind them', async () => {
    expect(await changed(zoneText, 'www.contoso.com', [], ['v=spf1 -all'])).toBe(
      zoneText
        .replace('2026112301', '2026112401')
        .replace('192.0.2.80\n', '192.0.2.80\nwww     IN  TXT "v=spf1 -all"\n'),
    )
  })

  test('a value that is taken out takes its comment along', async () => {
    expect(await changed(zoneText, 'contoso.com', [google, spf], [spf])).toBe(
      zoneText
        .replace('2026112301', '2026112401')
        .replace('        IN  TXT "google-site-verification=abc"   ; for marketing\n', ''),
    )
  })

  test('a record that leaned on the owner or TTL of a removed one gets it written', async () => {
    const text = `@ 60 IN SOA ns1 host 1 2 3 4 5
mail    120 IN TXT "v=spf1 -all"
        IN A 192.0.2.1
$ORIGIN example.
        IN AAAA 2001:db8::1
`
    expect(await changed(text, 'mail.contoso.com', ['v=spf1 -all'], [])).toBe(
      text
        .replace('host 1 ', 'host 2 ')
        .replace('mail    120 IN TXT "v=spf1 -all"\n        IN A', 'mail    120 IN A'),
    )
  })

  test('a set that is wholly replaced keeps its TTL, though all that stood for it goes', async () => {
    const text = '@ 60 IN SOA ns1 host 1 2 3 4 5\n 90 TXT "v=spf1 -all"\n@ TXT "a"\n'
    expect(await changed(text, 'contoso.com', ['v=spf1 -all', 'a'], ['b'])).toBe(
      '@ 60 IN SOA ns1 host 2 2 3 4 5\n@ 90 TXT "b"\n',
    )
  })

  test('Windows line ends, a last line without an end, and odd bytes in comments stay', async () => {
    const text = '@ 60 IN SOA ns1 host 1 2 3 4 5\r\n; Z\u00fcrich \xff\r\n@ 60 IN TXT "a"'
    expect(await changed(text, 'contoso.com', ['a'], ['a', 'b'])).toBe(
      `${text.replace('host 1', 'host 2')}\r\n@ 60 IN TXT "b"\r\n`,
    )
  })

  test('a long value is written in strings of 255 bytes, in parentheses', async () => {
    const long = 'x'.repeat(300)
    const text = await changed(zoneText, 'long.contoso.com', [], [long])
    expect(text).toContain(
      `long    IN TXT (\n        "${'x'.repeat(255)}"\n        "${'x'.repeat(45)}" )\n`,
    )
  })

  test('relative names are written for the $ORIGIN that holds where they stand', async () => {
    const text = `$ORIGIN com.
contoso 60 IN SOA ns1.contoso host 1 2 3 4 5
contoso 60 IN NS ns1.contoso
`
    const after = await changed(text, '_devicemail.contoso.com', [], ['a'])
    expect(after).toContain('\n_devicemail.contoso IN TXT "a"\n')
  })

  test('nothing to do writes nothing, not even a serial', async () => {
    expect(await changed(zoneText, 'contoso.com', [google, spf], [spf, google])).toBe(zoneText)
  })

  test('mode and symbolic link stay, and no other file is left behind', async () => {
    const file = await open(zoneText)
    const link = join(dirname(file.path), 'link.zone')
    await chmod(file.path, 0o640)
    await symlink(file.path, link)
    const now = () => new Date(0)
    const zone = openZoneFile({ path: link, file: 'link.zone', origin: 'contoso.com', now })
    await zone.replaceTxt({ name: 'contoso.com', before: [google, spf], after: [] })
    expect((await stat(file.path)).mode & 0o777).toBe(0o640)
    expect((await lstat(link)).isSymbolicLink()).toBe(true)
    expect((await readdir(dirname(link))).sort()).toEqual(['contoso.com.zone', 'link.zone'])
  })

  test('what is added and taken out again leaves the very bytes but for the serial', async () => {
    const line = fc.constantFrom(
      '        IN  TXT "one"\n',
      'www 60 IN A 192.0.2.1\n',
      '  \t60 TXT two ; note\n',
      '; comment\n',
      '@\tIN\tTXT\t( "th" \n "ree" ) ; end\n',
      '\n',
      '$ORIGIN sub.contoso.com.\n',
      '$ORIGIN contoso.com.\n',
      '$TTL 1h\n',
      'sub 1h IN TXT "v=spf1 -all"\r\n',
      '\tMX 0 mail\n',
    )
    const { zone, path, text } = await open('')
    const names = fc.constantFrom('contoso.com', 'sub.contoso.com', '_devicemail.contoso.com')
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 10 }), names, async (lines, name) => {
        const start = `@ 60 IN SOA ns1 host 1 2 3 4 5\n${lines.join('')}`
        await writeFile(path, start)
        const reading = (await zone.readTxt([name])).get(name)
        const before = reading?.state === 'present' ? reading.values : []
        await zone.replaceTxt({ name, before, after: [...before, 'new'] })
        await zone.replaceTxt({ name, before: [...before, 'new'], after: before })
        expect(await text()).toBe(start.replace('host 1', 'host 3'))
      }),
      { numRuns: 60 },
    )
  })

  test('whatever set is wished for comes out, and all other records stay', async () => {
    const value = fc.constantFrom(
      'v=spf1 -all',
      'v=spf1 mx -all',
      'a',
      'b',
      'c',
      'v=DMARC1; p=none',
    )
    const set = fc.uniqueArray(value, { maxLength: 4 })
    const line = fc.constantFrom(
      '@ TXT "a"\n',
      '\t60 TXT "b"\n',
      ' 90 TXT "v=spf1 -all"\n',
      ' A 192.0.2.1\n',
      'www A 192.0.2.2\n',
      'www 60 TXT "a"\n',
      '$ORIGIN www\n',
      '$TTL 30\n',
      ' AAAA 2001:db8::1\n',
    )
    const { zone, path } = await open('')
    const others = async () => {
      const asked = ['contoso.com', 'www.contoso.com', 'www.www.contoso.com'] as const
      const types = ['A', 'AAAA', 'NS', 'MX'] as const
      return Promise.all(asked.flatMap(name => types.map(type => zone.answer(name, type))))
    }
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), set, async (lines, after) => {
        await writeFile(path, `@ 60 IN SOA ns1 host 1 2 3 4 5\n${lines.join('')}`)
        const name = 'contoso.com'
        const reading = (await zone.readTxt([name])).get(name)
        const before = reading?.state === 'present' ? reading.values : []
        const answers = await others()
        await zone.replaceTxt({ name, before, after })
        const now = (await zone.readTxt([name])).get(name)
        const values = now?.state === 'present' ? now.values : []
        expect([...values].sort()).toEqual([...after].sort())
        expect(await others()).toEqual(answers)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what is refused', () => {
  const start = `$TTL 60
@ SOA ns1 host 1 2 3 4 5
alias CNAME www.example.com.
sub NS ns.example.net.
* A 192.0.2.9
real.deep A 192.0.2.7
`
  test.each([
    ['alias.contoso.com', 'dns-name-is-alias', 'www.example.com'],
    ['sub.contoso.com', 'dns-name-delegated', 'sub.contoso.com'],
    ['_devicemail.sub.contoso.com', 'dns-name-delegated', 'sub.contoso.com'],
    ['fabrikam.com', 'dns-name-elsewhere', 'contoso.com'],
    ['mail.contoso.com', 'dns-name-under-wildcard', '*.contoso.com'],
  ])('%s: %s', async (name, code, named) => {
    const { zone, text } = await open(start)
    const reading = (await zone.readTxt([name])).get(name)
    expect(reading).toMatchObject({ state: 'unknown', why: { code } })
    expect(reading?.state === 'unknown' && reading.why.message).toContain(named)
    await expect(zone.replaceTxt({ name, before: [], after: ['a'] })).rejects.toMatchObject({
      kind: 'rejected',
      type: code,
    })
    expect(await text()).toBe(start)
  })

  test('a wildcard does not speak for names with an underscore, nor below a name that exists', async () => {
    const { zone } = await open(start)
    for (const name of ['_devicemail.contoso.com', 'x.deep.contoso.com', 'deep.contoso.com'])
      expect((await zone.readTxt([name])).get(name)).toEqual({ state: 'absent' })
  })

  test('a signed zone, and one whose name server changes it by itself', async () => {
    const signed = await open(
      `${start}@ RRSIG SOA 8 2 60 20261224000000 20261124000000 1 contoso.com. abc=\n`,
    )
    const change = { name: 'contoso.com', before: [], after: ['a'] }
    // The finding goes along: its remedy is for this file.
    await expect(signed.zone.replaceTxt(change)).rejects.toMatchObject({
      type: 'zone-file-signed',
      finding: { code: 'zone-file-signed' },
    })
    const dynamic = await open(start)
    await writeFile(`${dynamic.path}.jnl`, '')
    await expect(dynamic.zone.replaceTxt(change)).rejects.toMatchObject({
      type: 'zone-file-has-journal',
    })
  })

  test('a value that is no text of bytes', async () => {
    const { zone } = await open(start)
    await expect(
      zone.replaceTxt({ name: 'contoso.com', before: [], after: ['“quoted”'] }),
    ).rejects.toMatchObject({ kind: 'rejected' })
  })
})
