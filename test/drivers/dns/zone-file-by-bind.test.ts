/**
 * Zone files read and edited by us, and read by BIND: both must see the same
 * texts, and after an edit BIND must see the set that was wished for, a serial
 * that has grown, and every other record as it was.
 */
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { environment, whyNoBind } from '../../support/bind.js'
import { temporaryZoneFile } from './temporary-zone-file.js'

interface BindRecord {
  /** Absolute, lower case, without the last dot. */
  readonly name: string
  readonly type: string
  readonly ttl: number
  readonly data: string
}

/** The zone as BIND reads it, every record on one line; undefined where it takes the file for no zone. */
function byBind(path: string): readonly BindRecord[] | undefined {
  // Whether hosts exist and names are fit for hosts is no matter of the format.
  const lenient = ['-i', 'none', '-k', 'ignore', '-n', 'ignore', '-m', 'ignore', '-r', 'ignore']
  const { status, stdout } = spawnSync(
    'named-compilezone',
    ['-q', ...lenient, '-s', 'full', '-o', '-', 'contoso.com', path],
    { encoding: 'latin1', env: environment() },
  )
  if (status !== 0) return undefined
  return stdout.split('\n').flatMap(line => {
    const [, name = '', ttl = '', type = '', data = ''] =
      /^(\S+)\s+(\d+)\s+IN\s+(\S+)\s+(.*)$/.exec(line) ?? []
    if (name === '') return []
    return [{ name: name.toLowerCase().replace(/\.$/, ''), ttl: Number(ttl), type, data }]
  })
}

/** A TXT record's strings joined, as bytes. */
function textOf({ data }: BindRecord): string {
  const strings = Array.from(data.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, inside = '']) => inside)
  return strings
    .join('')
    .replace(/\\(?:(\d{3})|(.))/g, (_, code?: string, sign?: string) =>
      code === undefined ? (sign ?? '') : String.fromCharCode(Number(code)),
    )
}

/** A set has no order, and BIND drops a value that stands there twice. */
const asSet = (values: readonly string[]) => [...new Set(values)].sort()

const texts = [
  '"v=spf1 ip4:192.0.2.1 -all"',
  'v=plain',
  '"a;b" ; a comment with "',
  String.raw`"x\"y\\z"`,
  String.raw`"\200\001tab\009"`,
  '( "one"\n  "two" ; in (between)\n\t"three" )',
  '"with ( paren"',
  String.raw`esc\ aped\;semi`,
  '"" "empty"',
  'a"b"',
  '"\xe9"',
  '(\n"p"\n)',
  String.raw`"\b\0065"`,
  '"tab\there"',
  `"${'y'.repeat(255)}" "z"`,
  String.raw`\"lone`,
] as const

const owner = fc.constantFrom(
  ...['', '@', 'www', 'contoso.com.', 'Sub', 'sub.contoso.com.', '*.wild', '_devicemail'],
  ...[String.raw`a\.b`, 'x.y.z', '300', 'IN', 'txt'],
)
const ttl = fc.constantFrom('', '', '60', '1h', '1h30m', '2W')
const record = fc
  .tuple(
    owner,
    fc.constantFrom('', 'IN', 'in'),
    ttl,
    fc.boolean(),
    fc.oneof(
      fc.constantFrom(...texts).map(text => `TXT ${text}`),
      fc.constantFrom('txt v=lower', 'A 192.0.2.9', 'MX 10 mail', 'AAAA 2001:db8::1'),
    ),
    fc.constantFrom(' ', '\t', '  '),
  )
  .map(([name, kind, time, swapped, data, blank]) =>
    [name, ...(swapped ? [time, kind] : [kind, time]).filter(one => one !== ''), data].join(blank),
  )
const line = fc.oneof(
  { weight: 6, arbitrary: record },
  { weight: 1, arbitrary: fc.constantFrom('$ORIGIN sub.contoso.com.', '$ORIGIN deep ; c') },
  { weight: 1, arbitrary: fc.constantFrom('$ORIGIN contoso.com.', '$TTL 60', '$TTL 1w2d') },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '; (', '\t; "') },
)
const zoneText = fc
  .tuple(fc.array(line, { maxLength: 9 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) =>
    ['$TTL 1h', '@ IN SOA ns1 host ( 5 1 1 1 1 )', ' NS ns1', 'ns1 A 192.0.2.1', ...lines, '']
      .join('\n')
      .replaceAll('\n', end),
  )

const why = whyNoBind()

describe.skipIf(why)(why === undefined ? 'beside BIND' : `beside BIND: skipped, ${why}`, () => {
  test('we read the texts that it reads, and an edit changes nothing else to it', async () => {
    const { zone, path, remove } = await temporaryZoneFile('')
    onTestFinished(remove)
    const names = ['contoso.com', '_devicemail.contoso.com', 'sub.contoso.com'] as const
    let edits = 0
    await fc.assert(
      fc.asyncProperty(zoneText, fc.constantFrom(...names), fc.nat(3), async (text, name, kept) => {
        await writeFile(path, text, 'latin1')
        const before = byBind(path)
        fc.pre(before !== undefined)
        const isOfSet = (one: BindRecord) => one.name === name && one.type === 'TXT'

        const reading = (await zone.readTxt([name])).get(name)
        const values = reading?.state === 'present' ? reading.values : []
        expect(asSet(values)).toEqual(asSet(before.filter(isOfSet).map(textOf)))

        const after = [...asSet(values).slice(0, kept), 'v=spf1 ip4:203.0.113.9 -all']
        await zone.replaceTxt({ name, before: values, after: asSet(after) })
        const now = byBind(path) ?? []
        const others = (all: readonly BindRecord[]) =>
          all.filter(one => !isOfSet(one) && one.type !== 'SOA')
        expect(asSet(now.filter(isOfSet).map(textOf))).toEqual(asSet(after))
        expect(others(now)).toEqual(others(before))
        edits += 1
      }),
      { numRuns: 60 },
    )
    expect(edits).toBeGreaterThan(0)
  })
})
