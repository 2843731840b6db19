import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import type { TenantFacts, Verdict } from '../../src/compile/compiled.js'
import { judge } from '../../src/compile/judge.js'
import { wantedOf } from '../../src/compile/wanted-kinds.js'
import { printRange } from '../../src/mail/ip-range.js'
import type { Spec } from '../../src/spec/spec.js'
import { contoso, specOf } from '../support/spec.js'
import { specData, specOfData } from './arbitrary-spec.js'
import { accepted, connector, factsWith, holders, nothingRead } from './tenant-facts.js'

const today = '2026-11-24'

function verdictsOn(spec: Spec, facts: TenantFacts, day = today): readonly Verdict[] {
  return judge(compile(spec), spec, facts, day)
}

function codes(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.map(one => one.finding.code)
}

/** The only verdict, with what it refuses. */
function sole(verdicts: readonly Verdict[]) {
  expect(codes(verdicts)).toHaveLength(1)
  const [{ finding, refuses } = { finding: undefined, refuses: [] }] = verdicts
  return { ...finding, refuses: refuses.map(one => `${one.kind} ${one.key}`) }
}

const printerAtMilan = contoso(`
sites:
  milan: { egress: 203.0.113.10 }
devices:
  copier: { site: milan, from: printer@contoso.com, to: anyone }
`)

test('a tenant that agrees with the spec draws no verdict', () => {
  expect(verdictsOn(printerAtMilan, factsWith())).toEqual([])
})

test('our own connector and mailbox, there already, draw no verdict', () => {
  const facts = factsWith({
    connectors: [
      connector('Devices at milan', {
        senderIpAddresses: ['203.0.113.10'],
        markedBy: 'contoso',
        markedKey: 'milan',
      }),
    ],
    holders: holders({ address: 'printer@contoso.com', type: 'SharedMailbox' }),
  })
  expect(verdictsOn(printerAtMilan, facts)).toEqual([])
})

describe('what could not be read', () => {
  test('is told as not checked, and never taken for absent', () => {
    const verdicts = verdictsOn(printerAtMilan, nothingRead)
    expect(new Set(codes(verdicts))).toEqual(new Set(['not-checked', 'mx-endpoint-unknown']))
    expect(verdicts.flatMap(one => one.refuses)).toEqual([])
    expect(verdicts.map(one => one.finding.message)).toContain(
      'Not read: accepted domains. So it is not checked whether the tenant accepts contoso.com.',
    )
  })

  test('judges nothing, whatever the spec', () => {
    fc.assert(
      fc.property(specData, data => {
        const verdicts = verdictsOn(specOfData(data), nothingRead)
        expect(verdicts.filter(one => one.finding.severity === 'error')).toEqual([])
        expect(verdicts.flatMap(one => one.refuses)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('accepted domains', () => {
  test('a domain that is not accepted refuses its mailboxes and its SPF record', () => {
    const facts = factsWith({ acceptedDomains: [accepted('fabrikam.com')] })
    const told = sole(verdictsOn(printerAtMilan, facts))
    expect(told.code).toBe('domain-not-accepted')
    expect(told.remedy).toContain('send from a domain that it accepts: fabrikam.com')
    expect(told.refuses).toEqual(['shared-mailbox printer@contoso.com', 'spf-record contoso.com'])
    expect(told.place?.line).toBe(8)
  })

  const fromSubdomain = specOf(`
version: 1
tenant: { organization: contoso.onmicrosoft.com, exchange: { driver: simulator } }
domains: { mail.contoso.com: { mxEndpoint: contoso-com.mail.protection.outlook.com } }
sites: { milan: { egress: 203.0.113.10 } }
devices: { copier: { site: milan, from: printer@mail.contoso.com, to: anyone } }
`)

  test('a subdomain counts only with MatchSubDomains', () => {
    const told = sole(verdictsOn(fromSubdomain, factsWith()))
    expect(told.code).toBe('subdomain-not-accepted')
    expect(told.remedy).toContain('Set-AcceptedDomain contoso.com -MatchSubDomains $true')
  })

  test('with MatchSubDomains devices may send from a subdomain, but no mailbox stands in it', () => {
    const matching = [accepted('contoso.com', { matchSubDomains: true })]
    const told = sole(verdictsOn(fromSubdomain, factsWith({ acceptedDomains: matching })))
    expect(told.code).toBe('subdomain-holds-no-mailbox')
    expect(told.refuses).toEqual(['shared-mailbox printer@mail.contoso.com'])
  })

  test('a domain that is barred from sending is told', () => {
    const barred = [accepted('contoso.com', { sendingDisabled: true })]
    const told = sole(verdictsOn(printerAtMilan, factsWith({ acceptedDomains: barred })))
    expect(told.code).toBe('domain-barred-from-sending')
  })
})

describe('connectors of others', () => {
  test('a hybrid connector that knows the address: the line to write is shown', () => {
    const hybrid = connector('Inbound from 7c1e2b34-0000-4000-8000-0123456789ab', {
      source: 'HybridWizard',
      senderIpAddresses: ['203.0.113.0/28'],
    })
    const told = sole(verdictsOn(printerAtMilan, factsWith({ connectors: [hybrid] })))
    expect(told.code).toBe('hybrid-connector-covers')
    expect(told.remedy).toContain(
      'connector: { existing: "Inbound from 7c1e2b34-0000-4000-8000-0123456789ab" }',
    )
    expect(told.refuses).toEqual(['inbound-connector milan'])
  })

  test('a connector of somebody that knows the address is told with both ways out', () => {
    const printers = connector('Printers', { senderIpAddresses: ['203.0.113.10'] })
    const told = sole(verdictsOn(printerAtMilan, factsWith({ connectors: [printers] })))
    expect(told.code).toBe('connector-covers')
    expect(told.remedy).toContain('existing: "Printers"')
    expect(told.remedy).toContain('adopt: true')
  })

  test('one that is switched off, or of type Partner, does not stand in the way', () => {
    const connectors = [
      connector('Off', { senderIpAddresses: ['203.0.113.10'], enabled: false }),
      connector('Filter', { senderIpAddresses: ['203.0.113.10'], type: 'Partner' }),
    ]
    expect(verdictsOn(printerAtMilan, factsWith({ connectors }))).toEqual([])
  })

  test('a connector of another spec is taken over only with takeFrom', () => {
    const theirs = connector('Devices at milan', {
      senderIpAddresses: ['203.0.113.10'],
      markedBy: 'old-contoso',
    })
    const facts = factsWith({ connectors: [theirs] })
    const told = sole(verdictsOn(printerAtMilan, facts))
    expect(told.code).toBe('connector-of-another-spec')
    expect(told.remedy).toContain('takeFrom: old-contoso')

    const consenting = contoso(`
sites: { milan: { egress: 203.0.113.10, connector: { takeFrom: old-contoso } } }
devices: { copier: { site: milan, from: printer@contoso.com, to: anyone } }
`)
    expect(verdictsOn(consenting, facts)).toEqual([])
  })

  test('a name that somebody has is refused, and adopted only with consent', () => {
    const facts = factsWith({ connectors: [connector('devices AT milan')] })
    expect(sole(verdictsOn(printerAtMilan, facts)).code).toBe('connector-name-taken')

    const consenting = contoso(`
sites: { milan: { egress: 203.0.113.10, connector: { adopt: true } } }
devices: { copier: { site: milan, from: printer@contoso.com, to: anyone } }
`)
    expect(verdictsOn(consenting, facts)).toEqual([])
  })

  test('a certificate that another connector names is told', () => {
    const spec = contoso(`
sites: { turin: { address: dynamic } }
devices:
  archive: { site: turin, tls: 1.2, certificate: archive.contoso.com, from: a@contoso.com, to: anyone }
`)
    const facts = factsWith({
      connectors: [connector('TLS', { certificate: 'archive.contoso.com' })],
    })
    expect(sole(verdictsOn(spec, facts)).code).toBe('connector-covers')
  })
})

describe('a connector that the spec leans on', () => {
  const leaning = contoso(`
sites: { milan: { egress: [203.0.113.10, 203.0.113.20], connector: { existing: Hybrid } } }
devices: { copier: { site: milan, from: printer@contoso.com, to: anyone } }
`)
  const both = ['203.0.113.10', '203.0.113.16/28']
  const cases = [
    ['existing-connector-missing', [connector('Other')]],
    [
      'existing-connector-disabled',
      [connector('Hybrid', { senderIpAddresses: both, enabled: false })],
    ],
    [
      'existing-connector-never-relays',
      [connector('Hybrid', { senderIpAddresses: both, type: 'Partner' })],
    ],
    [
      'existing-connector-lacks-address',
      [connector('Hybrid', { senderIpAddresses: ['203.0.113.10'] })],
    ],
    [
      'existing-connector-is-ours',
      [connector('Hybrid', { senderIpAddresses: both, markedBy: 'contoso' })],
    ],
  ] as const

  test.each(cases)('%s', (code, connectors) => {
    const told = sole(verdictsOn(leaning, factsWith({ connectors })))
    expect(told.code).toBe(code)
    expect(told.severity).toBe('error')
  })

  test('serves, where it knows all addresses', () => {
    const connectors = [connector('HYBRID', { senderIpAddresses: both })]
    expect(verdictsOn(leaning, factsWith({ connectors }))).toEqual([])
  })

  test('lacks just the address that it does not know', () => {
    const connectors = [connector('Hybrid', { senderIpAddresses: ['203.0.113.10'] })]
    expect(sole(verdictsOn(leaning, factsWith({ connectors }))).message).toContain('203.0.113.20')
  })
})

describe('who holds an address', () => {
  const cases = [
    ['address-held', { type: 'UserMailbox', displayName: 'Anna' }, 'the user Anna'],
    ['address-held', { type: 'MailUniversalDistributionGroup' }, 'the group'],
    ['address-held', { type: 'MailContact' }, 'the contact'],
  ] as const

  test.each(cases)('%s: %o', (code, holder, words) => {
    const held = holders({ address: 'printer@contoso.com', ...holder })
    const told = sole(verdictsOn(printerAtMilan, factsWith({ holders: held })))
    expect(told.code).toBe(code)
    expect(told.message).toContain(words)
    expect(told.refuses).toEqual(['shared-mailbox printer@contoso.com'])
  })

  test('a user’s address may be used as it is: the line to write is shown', () => {
    const held = holders({ address: 'printer@contoso.com', type: 'UserMailbox' })
    const told = sole(verdictsOn(printerAtMilan, factsWith({ holders: held })))
    expect(told.remedy).toContain('`mailbox: existing` for printer@contoso.com')
  })

  const withRules = contoso(`
senders:
  printer@contoso.com: { members: [it@contoso.com] }
  "*-copier@contoso.com": { aliasOf: printer@contoso.com }
sites: { milan: { egress: 203.0.113.10 } }
devices: { copier: { site: milan, from: hall-copier@contoso.com, to: anyone } }
`)

  test('an alias that the mailbox has already is no clash', () => {
    const held = holders(
      { address: 'it@contoso.com', type: 'UserMailbox' },
      { address: 'printer@contoso.com', type: 'SharedMailbox' },
      { address: 'hall-copier@contoso.com', type: 'SharedMailbox', primary: 'printer@contoso.com' },
    )
    expect(verdictsOn(withRules, factsWith({ holders: held }))).toEqual([])
  })

  test('an alias that another shared mailbox has is a clash, and the line to write is shown', () => {
    const held = holders(
      { address: 'it@contoso.com', type: 'UserMailbox' },
      { address: 'hall-copier@contoso.com', type: 'SharedMailbox', primary: 'scan@contoso.com' },
    )
    const told = sole(verdictsOn(withRules, factsWith({ holders: held })))
    expect(told.code).toBe('address-of-other-mailbox')
    expect(told.remedy).toContain('`aliasOf: scan@contoso.com`')
    expect(told.refuses).toEqual(['shared-mailbox printer@contoso.com'])
  })

  test('a shared mailbox that holds the address is left to its kind, whatever its primary address', () => {
    const held = holders({
      address: 'printer@contoso.com',
      type: 'SharedMailbox',
      primary: 'scan@contoso.com',
    })
    expect(verdictsOn(printerAtMilan, factsWith({ holders: held }))).toEqual([])
  })

  test('a member must be there, and able to be given rights', () => {
    expect(sole(verdictsOn(withRules, factsWith())).code).toBe('member-not-found')
    const contact = holders({ address: 'it@contoso.com', type: 'MailContact' })
    const told = sole(verdictsOn(withRules, factsWith({ holders: contact })))
    expect(told.code).toBe('member-takes-no-rights')
  })

  test('a mailbox that is said to exist must exist', () => {
    const spec = contoso(`
senders: { it@contoso.com: { mailbox: existing } }
sites: { milan: { egress: 203.0.113.10 } }
devices: { monitor: { site: milan, from: it@contoso.com, to: anyone } }
`)
    expect(sole(verdictsOn(spec, factsWith())).code).toBe('existing-mailbox-missing')
    const held = holders({ address: 'it@contoso.com', type: 'MailUniversalDistributionGroup' })
    expect(verdictsOn(spec, factsWith({ holders: held }))).toEqual([])
  })
})

describe('who signs in', () => {
  const signingIn = (auth: string) =>
    contoso(`
senders: { mfp@contoso.com: { mailbox: existing } }
sites: { depot: { address: dynamic } }
devices:
  mfp: { site: depot, tls: 1.2, auth: [${auth}], ports: [587], from: mfp@contoso.com, to: anyone }
`)

  test('must exist, and its licence is said not to be checked', () => {
    expect(codes(verdictsOn(signingIn('basic'), factsWith()))).toEqual([
      'sign-in-missing',
      'licence-not-checked',
    ])
    const held = holders({ address: 'mfp@contoso.com', type: 'UserMailbox' })
    const told = sole(verdictsOn(signingIn('basic'), factsWith({ holders: held })))
    expect(told.code).toBe('licence-not-checked')
    expect(told.severity).toBe('information')
  })

  test('a shared mailbox serves an application alone, and nobody else', () => {
    const held = holders({ address: 'mfp@contoso.com', type: 'SharedMailbox' })
    const facts = factsWith({ holders: held })
    expect(verdictsOn(signingIn('oauth-app'), facts)).toEqual([])
    const [first] = verdictsOn(signingIn('oauth-user'), facts)
    expect(first?.finding.code).toBe('sign-in-is-no-user-mailbox')
    expect(first?.refuses).toEqual([{ kind: 'smtp-auth', key: 'mfp@contoso.com' }])
  })

  test('wins over the tenant’s switch, which is told', () => {
    const held = holders({ address: 'mfp@contoso.com', type: 'SharedMailbox' })
    const facts = factsWith({ holders: held, smtpAuthDisabled: true })
    const told = sole(verdictsOn(signingIn('oauth-app'), facts))
    expect(told.code).toBe('smtp-auth-off-in-tenant')
    expect(told.severity).toBe('information')
  })
})

describe('recipients in our own domains', () => {
  const writingTo = (line: string) =>
    contoso(`
sites: { milan: { egress: 203.0.113.10 }, depot: { address: dynamic } }
devices:
  alarm: { from: alarm@contoso.com, to: [alarm-team@contoso.com], ${line} }
`)
  const group = (requiresSignedInSenders: boolean | null) =>
    holders({
      address: 'alarm-team@contoso.com',
      type: 'MailUniversalDistributionGroup',
      requiresSignedInSenders,
    })

  test('a group that wants signed-in senders refuses a device that does not sign in', () => {
    const spec = writingTo('site: milan')
    const told = sole(verdictsOn(spec, factsWith({ holders: group(true) })))
    expect(told.code).toBe('group-needs-signed-in-senders')
    expect(told.remedy).toContain('RequireSenderAuthenticationEnabled $false')
    expect(verdictsOn(spec, factsWith({ holders: group(false) }))).toEqual([])
    expect(sole(verdictsOn(spec, factsWith({ holders: group(null) }))).code).toBe('not-checked')
  })

  test('and takes mail of one that does', () => {
    const spec = writingTo('site: depot, tls: 1.2, auth: [oauth-app], method: client-submission')
    expect(verdictsOn(spec, factsWith({ holders: group(true) }))).toEqual([])
  })

  test('a recipient that nobody holds is told', () => {
    expect(sole(verdictsOn(writingTo('site: milan'), factsWith())).code).toBe('recipient-not-found')
  })
})

describe('the organisation’s switches', () => {
  const directly = contoso(`
sites: { milan: { egress: 203.0.113.10 } }
devices: { alarm: { site: milan, from: alarm@contoso.com, to: tenant } }
`)

  test('a tenant that rejects direct send stops devices that no connector knows', () => {
    const facts = factsWith({ rejectDirectSend: true })
    const told = sole(verdictsOn(directly, facts))
    expect(told.code).toBe('direct-send-is-rejected')
    expect(told.message).toContain('alarm')
  })

  test('but not those whose address some connector knows, whatever its type', () => {
    const known = connector('Filter', { senderIpAddresses: ['203.0.113.0/24'], type: 'Partner' })
    const facts = factsWith({ rejectDirectSend: true, connectors: [known] })
    expect(verdictsOn(directly, facts)).toEqual([])
  })

  test('an organisation that was never customised is told', () => {
    expect(sole(verdictsOn(printerAtMilan, factsWith({ dehydrated: true }))).code).toBe(
      'tenant-is-dehydrated',
    )
  })
})

test('an MX endpoint that nobody knows is asked for, with the line to write', () => {
  const told = sole(verdictsOn(printerAtMilan, factsWith({ mxEndpoints: new Map() })))
  expect(told.code).toBe('mx-endpoint-unknown')
  expect(told.remedy).toContain('`mxEndpoint:`')
})

describe('an address with a last day', () => {
  const moving = contoso(`
sites:
  milan: { egress: [{ range: 203.0.113.10, until: 2026-12-31 }, 198.51.100.20] }
devices: { copier: { site: milan, from: printer@contoso.com, to: anyone } }
`)
  const on = (day: string) => codes(verdictsOn(moving, factsWith(), day))

  test('is not mentioned long before, is told when near, and warned of when over', () => {
    expect(on('2026-11-24')).toEqual([])
    expect(on('2026-12-01')).toEqual(['egress-day-is-near'])
    expect(on('2026-12-31')).toEqual(['egress-day-is-near'])
    expect(on('2027-01-01')).toEqual(['egress-day-is-over'])
  })

  test('stands on the connector on any day, since the text alone decides', () => {
    const [milan] = wantedOf(compile(moving).wanted, 'inbound-connector')
    expect(milan?.desired.egressIps.map(printRange)).toEqual(['198.51.100.20', '203.0.113.10'])
  })
})
