/** The `spf` commands at the edges: limits met exactly and passed by one, nonsense, and no DNS. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { a, loopbackNameServer, txt, type Reply } from '../drivers/dns/loopback-name-server.js'
import { cli } from '../support/cli.js'

const missing: Reply = { code: 'NXDOMAIN' }

/** A world of TXT values; a name that begins with `host` has an address, and no other has one. */
async function names(texts: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const server = await loopbackNameServer((name, type) => {
    if (type === 1 && name.startsWith('host'))
      return { code: 'NOERROR', records: [a(192, 0, 2, 1)] }
    const values = type === 16 ? texts[name] : undefined
    if (!values) return missing
    const records = values.map(value => txt(...(value.match(/.{1,255}/g) ?? [])))
    return { code: 'NOERROR', records }
  })
  onTestFinished(() => server.close())
  return server.address
}

async function deadServer(): Promise<string> {
  const server = await loopbackNameServer(() => missing)
  await server.close()
  return server.address
}

const domain = 'contoso.com'

async function of(
  command: 'check' | 'analyse',
  texts: Readonly<Record<string, readonly string[]>>,
) {
  const resolver = await names(texts)
  const { code, out } = await cli(['spf', command, domain, '--resolver', resolver])
  return { code, out }
}

/** A good record of so many bytes: networks, and a modifier that nobody heeds to fill it up. */
function recordOf(length: number): string {
  const networks = Array.from({ length: 20 }, (_, at) => `ip4:198.51.100.${String(at * 2)}`)
  const head = `v=spf1 ${networks.join(' ')} ~all x=`
  return head.padEnd(length, 'y')
}

/** So many terms that ask. */
function asking(count: number, name: string): string {
  const terms = Array.from({ length: count }, (_, at) => `a:${name}${String(at)}.contoso.com`)
  return `v=spf1 ${terms.join(' ')} -all`
}

describe.each(['check', 'analyse'] as const)('spf %s', command => {
  it('takes a record of 450 bytes, and warns at 451', async () => {
    expect((await of(command, { [domain]: [recordOf(450)] })).out).not.toContain('spf-long-record')
    const { code, out } = await of(command, { [domain]: [recordOf(451)] })
    expect(code).toBe(0)
    expect(out).toContain('spf-long-record')
  })

  it('takes an answer of 512 bytes with all its values, and warns at 513', async () => {
    // The head, the question, and a record each; then a byte of length for each string.
    const around = 12 + (domain.length + 2) + 4 + 2 * 12 + 2
    const record = 'v=spf1 ip4:203.0.113.10 -all'
    const other = (whole: number) => {
      const length = whole - around - record.length - 1 // Above 255 bytes it is two strings.
      return 'proof='.padEnd(length, 'z')
    }
    const fits = await of(command, { [domain]: [record, other(512)] })
    expect(fits.out).not.toContain('spf-long-answer')
    const { code, out } = await of(command, { [domain]: [record, other(513)] })
    expect(code).toBe(0)
    expect(out).toContain('spf-long-answer')
    expect(out).toContain('513')
  })

  it('takes 10 look-ups and fails at 11', async () => {
    const ten = await of(command, { [domain]: [asking(10, 'host')] })
    expect(ten.code).toBe(0)
    const eleven = await of(command, { [domain]: [asking(11, 'host')] })
    expect(eleven.code).toBe(1)
    expect(eleven.out).toContain('spf-budget-passed')
  })

  it('takes 2 void look-ups and tells of 3', async () => {
    const two = await of(command, { [domain]: [asking(2, 'gone')] })
    expect(two.out).not.toContain('spf-voids-over-budget')
    const three = await of(command, { [domain]: [asking(3, 'gone')] })
    expect(three.out).toContain('spf-voids-over-budget')
  })

  it('fails at a domain that has no record, and says what to publish', async () => {
    const { code, out } = await of(command, {})
    expect(code).toBe(1)
    expect(out).toContain('spf-no-record')
    expect(out.replace(/\s+/g, ' ')).toContain('v=spf1 include:spf.protection.outlook.com -all')
  })

  it('knows a value that was meant as a record', async () => {
    const { code, out } = await of(command, { [domain]: ['"v=spf1 -all"'] })
    expect(code).toBe(1)
    expect(out).toContain('spf-almost-record')
  })
})

it('spf check follows includes within includes', async () => {
  const resolver = await names({
    [domain]: ['v=spf1 include:one.contoso.com -all'],
    'one.contoso.com': ['v=spf1 include:two.contoso.com -all'],
    'two.contoso.com': ['v=spf1 a:host.contoso.com ip4:203.0.113.10 -all'],
  })
  const argv = ['spf', 'check', domain, '--resolver', resolver]
  const { json } = await cli([...argv, '--format', 'json'])
  expect(json).toMatchObject({ counts: { lookups: 3, voidLookups: 0 } })
  const lines = (await cli(argv)).out.split('\n')
  const begins = (line: string) => line.search(/\w/)
  const indent = (term: string) => {
    const line = lines.find(one => one.startsWith(term, begins(one)))
    return line === undefined ? NaN : begins(line)
  }
  expect(indent('include:one.contoso.com')).toBeLessThan(indent('include:two.contoso.com'))
  expect(indent('include:two.contoso.com')).toBeLessThan(indent('ip4:203.0.113.10'))
  expect((await cli([...argv, '--ip', '203.0.113.10'])).code).toBe(0)
  expect((await cli([...argv, '--ip', '203.0.113.11'])).code).toBe(1)
})

const record = 'v=spf1 ip4:203.0.113.10 -all'

it.each([
  ['check', ['']],
  ['check', ['https://contoso.com/']],
  ['check', ['203.0.113.10']],
  ['check', ['printer@contoso.com']],
  ['analyse', ['']],
  ['analyse', ['https://contoso.com/']],
  ['analyse', ['./no-such-folder']],
  ['diff', ['', record]],
  ['diff', [record, '203.0.113.10']],
])('spf %s says what to write instead of %j', async (command, words) => {
  const { code, out, err } = await cli(['spf', command, ...words])
  expect(code).toBe(1)
  expect(out + err).toContain('is no domain, no SPF record')
})

it.each([
  ['check', domain],
  ['analyse', domain],
  ['diff', domain, record],
])('without a network, spf %s says how to go on', async (...words) => {
  const { code, out, err } = await cli(['spf', ...words, '--resolver', await deadServer()])
  expect(code).toBe(1)
  expect(out + err).toContain('The DNS did not answer for contoso.com')
  expect(out + err).toContain('--resolver 192.0.2.53')
  expect(out + err).not.toContain('has no SPF record')
})

it('spf diff compares a domain without a record to one that is typed', async () => {
  const { code, out } = await cli(['spf', 'diff', domain, record, '--resolver', await names({})])
  expect(code).toBe(0)
  expect(out).toContain('203.0.113.10')
})

it('says of the end of an included record that it decides nothing for the one around it', async () => {
  const { out } = await of('check', {
    [domain]: ['v=spf1 include:one.example ~all'],
    'one.example': ['v=spf1 redirect=two.example'],
    'two.example': ['v=spf1 ip4:192.0.2.1 -all'],
  })
  expect(out).toMatch(/-all +all others: on to the next term outside/)
  expect(out).toMatch(/~all +all others: suspicious/)
  const redirected = await of('check', {
    [domain]: ['v=spf1 redirect=two.example'],
    'two.example': ['v=spf1 ip4:192.0.2.1 -all'],
  })
  expect(redirected.out).toMatch(/-all +all others: refuse/)
})

it('names the ends of a way that goes round, and not each of its steps', async () => {
  const resolver = await names({
    [domain]: ['v=spf1 include:one.example -all'],
    'one.example': [`v=spf1 include:${domain} -all`],
  })
  const argv = ['spf', 'check', domain, '--ip', '192.0.2.1', '--resolver', resolver]
  const words = (await cli(argv)).out.replace(/\s+/gu, ' ')
  expect(words).toContain('cannot be judged as contoso.com, since the record is broken;')
  expect(words).toContain('by way of include:one.example, 8 more and include:contoso.com.')
})
