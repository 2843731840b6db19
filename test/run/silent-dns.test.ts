/** A stack of many domains over a DNS that never answers, through the command: what each is told, and that nothing is taken for absent. */
import { expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { tenantYaml } from '../support/contoso.js'
import { stack } from '../support/stack.js'

const domains = Array.from({ length: 60 }, (_, at) => `d${String(at)}.example`)
const record = 'v=spf1 -all'

/** All of them kept by hand, with two name servers; `servers` says what these do. */
function manyDomains(servers: string) {
  const settings = domains.map(one => `  ${one}: { dns: manual }`)
  const scene = domains.flatMap(one => [
    `  ${one}: { NS: [ns1.example.com, ns2.example.com], TXT: ["${record}"] }`,
    `  _devicemail.${one}: { TXT: [] }`,
  ])
  return stack({
    'tenant.yaml': tenantYaml.replace(
      /^domains:\n(?: .*\n)+/m,
      `domains:\n${settings.join('\n')}\n`,
    ),
    'simulator.yaml': [
      `acceptedDomains: [${domains.join(', ')}]`,
      'dns:',
      ...scene,
      'nameServers:',
      servers,
      '',
    ].join('\n'),
    'milan.yaml': [
      'sites: { milan: { egress: 203.0.113.10 } }',
      'devices:',
      ...domains.map(
        (one, at) =>
          `  copier-${String(at)}: { site: milan, tls: none, auth: none, from: printer@${one}, to: anyone }`,
      ),
      '',
    ].join('\n'),
  })
}

interface Told {
  readonly findings: readonly { readonly code: string; readonly message: string }[]
}

async function verified(folder: string, ...more: readonly string[]) {
  const { code, json } = await cli(['verify', folder, '--format', 'json', ...more])
  return { code, findings: (json as Told).findings }
}

const silent = (name: string, address: string) => `  ${name}: { address: ${address}, silent: true }`
const bothSilent = [silent('ns1.example.com', '192.0.2.1'), silent('ns2.example.com', '192.0.2.2')]

it('name servers that are silent are given up, and each domain is told once what is not known', async () => {
  const { folder } = manyDomains(bothSilent.join('\n'))
  const { findings } = await verified(folder)
  const unread = findings.filter(({ code }) => code === 'dns-servers-unread')
  const ofDomain = (domain: string) =>
    unread.filter(({ message }) => message.includes(` ${domain} could`))
  expect(domains.every(one => ofDomain(one).length > 0)).toBe(true)
  expect(ofDomain('d59.example').map(({ message }) => message)).toEqual([
    'What ns1.example.com (192.0.2.1), ns2.example.com (192.0.2.2) would tell of d59.example could not be read: it left more than 5 questions unanswered in this run, so it was not asked.',
  ])
  expect(findings.map(({ code }) => code)).not.toContain('dns-record-not-served')
})

it('a resolver that is silent leaves each record unread, and none absent', async () => {
  const resolver = silent('dns.example.net', '192.0.2.53')
  const { folder } = manyDomains([...bothSilent, resolver].join('\n'))
  const { code, findings } = await verified(folder, '--resolver', '192.0.2.53')
  expect(code).not.toBe(0)
  const unread = findings.filter(one => one.code === 'dns-no-answer')
  expect(unread).toHaveLength(domains.length)
  expect(unread.at(-1)?.message).toContain(
    '(not asked: the resolver left more than 5 questions unanswered in this run)',
  )
  const codes = findings.map(one => one.code)
  // What there is to do about a record, or the lack of one, is not known.
  for (const never of ['to-be-done-by-hand', 'dmarc-absent', 'dkim-does-not-sign', 'mx-elsewhere'])
    expect(codes).not.toContain(never)
})
