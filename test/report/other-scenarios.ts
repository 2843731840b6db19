/** The reports of the other commands, for the golden files. */
import type { Check } from '../../src/compile/compiled.js'
import {
  applyReport,
  explainReport,
  sheetReport,
  statusReport,
  validateReport,
  verifyReport,
  type Report,
} from '../../src/report/report.js'
import { keyFrom } from '../../src/resources/resource.js'
import { at, becauseOf, decision, devices, others, plan, told } from './build.js'
import { connectorMoves, newConnector, newMailbox, spf } from './tellings.js'

const folder = 'stacks/contoso'
const tenant = 'contoso.onmicrosoft.com'
const copiers = devices(4, 'milan')
const turin = decision('turin-copier-1', { site: 'turin' })
const changes = [
  newConnector('milan', ['203.0.113.10'], becauseOf(copiers, 'milan.yaml')),
  newConnector('turin', ['198.51.100.7'], becauseOf([turin], 'turin.yaml')),
  newMailbox('printer@contoso.com', becauseOf([...copiers, turin], 'milan.yaml')),
  spf(
    'contoso.com',
    null,
    'v=spf1 ip4:203.0.113.10 ip4:198.51.100.7 ~all',
    becauseOf([turin], 'turin.yaml'),
    ['203.0.113.10', '198.51.100.7'],
  ),
]
const rollout = plan({ driver: 'simulator', changes })

function applyDone(): Report {
  return applyReport({
    command: 'apply',
    folder,
    plan: rollout,
    decisions: [...copiers, turin],
    receipts: changes.map(({ kind, key }) => ({ kind, key, outcome: 'written' })),
    verified: plan({ standing: others(4) }),
    findings: [],
  })
}

function applyStopped(): Report {
  const throttled = told(
    'error',
    'The mailbox printer@contoso.com was not written: New-Mailbox was throttled five times.',
    'Apply again in a few minutes; it goes on where this one stopped.',
  )
  return applyReport({
    command: 'apply',
    folder,
    plan: rollout,
    decisions: [...copiers, turin],
    receipts: [
      { kind: 'inbound-connector', key: keyFrom('milan'), outcome: 'written' },
      {
        kind: 'inbound-connector',
        key: keyFrom('turin'),
        outcome: 'waiting',
        finding: told(
          'warning',
          'Connector "Devices at turin" is written, but still shows enabled: no.',
          'Look again in a minute: `devicemail verify stacks/contoso`.',
        ),
      },
      {
        kind: 'shared-mailbox',
        key: keyFrom('printer@contoso.com'),
        outcome: 'failed',
        finding: throttled,
      },
      { kind: 'spf-record', key: keyFrom('contoso.com'), outcome: 'not-started' },
    ],
    verified: null,
    findings: [],
  })
}

function verifyInOrder(): Report {
  return verifyReport({
    folder,
    plan: plan({ standing: others(41) }),
    decisions: copiers,
    checked: ['SPF of contoso.com as receivers see it', 'MX of contoso.com'],
    notChecked: ['port 25 at milan'],
    findings: [],
  })
}

function verifyDrift(): Report {
  return verifyReport({
    folder,
    plan: plan({
      changes: [
        connectorMoves(
          'milan',
          ['203.0.113.99'],
          ['203.0.113.10'],
          becauseOf(copiers, 'milan.yaml'),
        ),
      ],
      standing: others(40),
    }),
    decisions: copiers,
    findings: [
      told(
        'warning',
        'Receivers still see the old SPF record of contoso.com.',
        'Wait for 3,600 s, then verify again.',
      ),
    ],
  })
}

const relayChecks: readonly Check[] = [
  {
    method: 'smtp-relay',
    requirement: 'static-address',
    holds: true,
    sentence: "milan's address 203.0.113.10 is static and ours alone",
    change: null,
  },
  {
    method: 'smtp-relay',
    requirement: 'not-bulk',
    holds: true,
    sentence: 'it sends few messages, none of them bulk',
    change: null,
  },
  {
    method: 'client-submission',
    requirement: 'can-sign-in',
    holds: false,
    sentence: 'the device cannot sign in',
    change: 'write `auth: [oauth-app]` and `tls: 1.2` if it can',
  },
  {
    method: 'direct-send',
    requirement: 'tenant-only',
    holds: false,
    sentence: 'it must reach anyone, and direct send reaches this tenant only',
    change: 'write `to: tenant` if that is enough',
  },
]

const payroll = decision('payroll', {
  method: 'client-submission',
  overridden: true,
  smartHost: { kind: 'host', host: 'smtp.office365.com' },
  port: 587,
  tls: 'required',
  signIn: 'payroll@contoso.com',
  to: { kind: 'list', entries: ['contoso.com', 'bank.example'] },
  remarks: ['Spam filtering is skipped only for mailboxes of this tenant'],
})
const scanner = decision('mfp-hq', {
  place: at('milan.yaml', 14),
  checks: relayChecks,
  from: { kind: 'each-user', envelope: 'scan@contoso.com', domains: ['contoso.com'] },
  remarks: ['Replies go to each user, bounces to scan@contoso.com'],
})
const unserved = decision('newsletter', {
  method: null,
  smartHost: null,
  port: null,
  tls: null,
  checks: relayChecks.map(one => ({ ...one, holds: false })),
  findings: [
    told(
      'warning',
      'No way of sending serves newsletter.',
      'Send it through a bulk service.',
      at('milan.yaml', 31),
    ),
  ],
})
const unknownHost = decision('lobby-panel', {
  site: 'oslo',
  method: 'direct-send',
  relaysAnyway: true,
  smartHost: { kind: 'mx-endpoint', domain: 'contoso.com', host: null },
  to: { kind: 'tenant' },
})

const faults = [
  told(
    'error',
    '"statik" is no kind of address: static, dynamic or shared.',
    'Did you mean `static`?',
    at('milan.yaml', 5, 14),
    '    address: statik',
  ),
  ...Array.from({ length: 6 }, (_, index) =>
    told(
      'warning',
      `The copier milan-copier-${String(index + 1)} signs in with a password, which ends on 1 March.`,
      'Give it `auth: [oauth-app]`, or let it relay.',
      at('milan.yaml', 20 + index, 9),
    ),
  ),
]

export const otherReports: Readonly<Record<string, () => Report>> = {
  'apply-done': applyDone,
  'apply-stopped': applyStopped,
  'verify-in-order': verifyInOrder,
  'verify-drift': verifyDrift,
  'explain-one': () => explainReport({ folder, tenant, driver: 'simulator', decisions: [scanner] }),
  'explain-many': () =>
    explainReport({
      folder,
      tenant,
      driver: 'simulator',
      decisions: [scanner, payroll, unserved, unknownHost],
    }),
  status: () =>
    statusReport({
      folder,
      tenant,
      driver: 'simulator',
      spec: 'contoso',
      objects: [
        {
          kind: 'shared-mailbox',
          key: 'printer@contoso.com',
          spec: 'contoso',
          title: 'mailbox printer@contoso.com',
        },
        {
          kind: 'inbound-connector',
          key: 'milan',
          spec: 'contoso',
          title: 'connector "Devices at milan"',
        },
        {
          kind: 'inbound-connector',
          key: 'bergen',
          spec: 'fabrikam',
          title: 'connector "Devices at bergen"',
        },
      ],
      findings: [],
    }),
  'validate-faults': () => validateReport({ folder, findings: faults }),
  'validate-clean': () => validateReport({ folder, findings: [], size: { sites: 3, devices: 12 } }),
  sheet: () =>
    sheetReport({ folder, tenant, driver: 'simulator', decisions: [payroll, scanner, unserved] }),
}
