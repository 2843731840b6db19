/** What DMARC, DKIM and MX mean for the devices; judged, and never a reason to refuse. */
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import type { DomainMail, TenantFacts } from '../../src/compile/compiled.js'
import { judge } from '../../src/compile/judge.js'
import { parseDmarc, type DmarcReading } from '../../src/mail/dmarc.js'
import { contoso } from '../support/spec.js'
import { accepted, factsWith } from './tenant-facts.js'

const printer = `
sites:
  milan: { egress: 203.0.113.10 }
devices:
  copier: { site: milan, from: printer@contoso.com, to: anyone }
`

function dmarc(text: string, at = 'contoso.com'): DmarcReading {
  const record = parseDmarc(text)
  if (!record) return { state: 'faulty', at, text }
  return { state: 'present', record, policy: record.policy, at, organization: at }
}

const wellKept: DomainMail = {
  dmarc: dmarc('v=DMARC1; p=reject'),
  dkim: 'signs',
  mx: { hosts: ['contoso-com.mail.protection.outlook.com'], atMicrosoft: true },
  spfEnds: '-',
}

function told(mail: Partial<DomainMail>, yaml = printer, facts: Partial<TenantFacts> = {}) {
  const spec = contoso(yaml)
  const all = factsWith({ mail: new Map([['contoso.com', { ...wellKept, ...mail }]]), ...facts })
  const verdicts = judge(compile(spec), spec, all, '2026-11-24')
  expect(verdicts.flatMap(one => one.refuses)).toEqual([])
  return verdicts.map(one => one.finding)
}

const codes = (...given: Parameters<typeof told>) => told(...given).map(one => one.code)

describe('a domain that devices send from', () => {
  it('draws no word where DMARC, DKIM and MX are in order', () => {
    expect(told({})).toEqual([])
  })

  it('is told where it has no DMARC record, or one that receivers cannot use', () => {
    expect(codes({ dmarc: { state: 'absent' } })).toEqual(['dmarc-absent'])
    expect(codes({ dmarc: dmarc('v=DMARC1; p=maybe') })).toEqual(['dmarc-faulty'])
  })

  it('is open to strangers where DMARC asks for nothing and SPF is soft', () => {
    const [only] = told({ dmarc: dmarc('v=DMARC1; p=none'), spfEnds: '~' })
    expect(only?.message).toContain('(p=none at contoso.com), and SPF ends in ~all')
    expect(codes({ dmarc: dmarc('v=DMARC1; p=none'), spfEnds: '-' })).toEqual([])
  })

  it('is told where Exchange does not sign as it', () => {
    expect(codes({ dkim: 'absent' })).toEqual(['dkim-does-not-sign'])
  })

  it('is told where its mail comes in elsewhere, and more so where direct send is rejected', () => {
    const mx = { hosts: ['mx.filter.example'], atMicrosoft: false }
    expect(codes({ mx })).toEqual(['mx-elsewhere'])
    expect(codes({ mx }, printer, { rejectDirectSend: true })).toEqual(['mx-elsewhere-rejects'])
  })

  it('is never taken for in order where the DNS was silent', () => {
    const [only] = told({ dmarc: { state: 'unknown' }, dkim: 'unknown', mx: null })
    expect(only?.message).toContain('DMARC, DKIM, MX of contoso.com')
  })
})

describe('a device', () => {
  const eachUser = `  fabrikam.com: { dns: { driver: manual } }
sites:
  milan: { egress: 203.0.113.10 }
devices:
  scanner:
    site: milan
    from: { envelope: scanner@contoso.com, header: each-user, domains: [fabrikam.com] }
    to: anyone
`
  const fabrikam = (mail: Partial<DomainMail>) => ({
    acceptedDomains: [accepted('contoso.com'), accepted('fabrikam.com')],
    mail: new Map([
      ['contoso.com', wellKept],
      [
        'fabrikam.com',
        { ...wellKept, dmarc: dmarc('v=DMARC1; p=reject', 'fabrikam.com'), ...mail },
      ],
    ]),
  })

  it('fails DMARC where From and envelope do not align and nobody signs', () => {
    expect(codes({}, eachUser, fabrikam({ dkim: 'absent' }))).toContain('from-fails-dmarc')
    expect(codes({}, eachUser, fabrikam({}))).not.toContain('from-fails-dmarc')
    const watching = dmarc('v=DMARC1; p=none', 'fabrikam.com')
    expect(codes({}, eachUser, fabrikam({ dkim: 'absent', dmarc: watching }))).not.toContain(
      'from-fails-dmarc',
    )
  })

  it('fails DMARC where it sends directly from an address that SPF cannot name', () => {
    const dynamic = `
sites:
  oslo: { egress: 198.51.100.7, address: dynamic }
devices:
  alarm: { site: oslo, auth: [], from: alarm@contoso.com, to: tenant }
`
    expect(codes({}, dynamic)).toContain('direct-send-fails-dmarc')
    expect(codes({ dmarc: dmarc('v=DMARC1; p=none') }, dynamic)).not.toContain(
      'direct-send-fails-dmarc',
    )
  })
})
