/**
 * The plans of the golden files: each a moment in which somebody must decide.
 * A reviewer who does not know Exchange must understand every one of them.
 */
import type { PlanInput } from '../../src/report/report.js'
import { keyFrom } from '../../src/resources/resource.js'
import { at, becauseOf, change, decision, devices, others, plan, standing, told } from './build.js'
import { connectorGoes, connectorMoves, newConnector, newMailbox, spf } from './tellings.js'

const include = 'include:spf.protection.outlook.com'
const milan = devices(39, 'milan')

function input(parts: Pick<PlanInput, 'plan'> & Partial<PlanInput>): PlanInput {
  return {
    folder: 'stacks/contoso',
    decisions: [],
    tenantRead: true,
    approve: 'devicemail apply stacks/contoso --plan contoso.plan',
    notTouched: ['connector "Inbound from 7c1e…" (hybrid)', 'connector "Proofpoint lock"'],
    notChecked: [],
    ...parts,
  }
}

function firstRollout(): PlanInput {
  const copiers = devices(14, 'milan')
  const payroll = decision('payroll', {
    method: 'client-submission',
    smartHost: { kind: 'host', host: 'smtp.office365.com' },
    port: 587,
    tls: 'required',
    signIn: 'payroll@contoso.com',
    to: { kind: 'list', entries: ['contoso.com', 'bank.example'] },
  })
  const alarms = devices(3, 'oslo', { method: 'direct-send', to: { kind: 'tenant' } })
  const bulk = decision('newsletter', {
    method: null,
    site: 'milan',
    smartHost: null,
    port: null,
    tls: null,
  })
  const record = `v=spf1 ip4:203.0.113.10 ip4:198.51.100.64/29 ${include} ~all`
  return input({
    plan: plan({
      driver: 'simulator',
      changes: [
        newConnector('milan', ['203.0.113.10'], becauseOf(copiers, 'milan.yaml')),
        newMailbox('payroll@contoso.com', becauseOf([payroll], 'payroll.yaml', 4)),
        newMailbox('printer@contoso.com', becauseOf(copiers, 'milan.yaml')),
        spf(
          'contoso.com',
          null,
          record,
          [
            { site: 'milan', place: at('milan.yaml', 2) },
            { site: 'oslo', place: at('oslo.yaml', 2) },
            ...becauseOf([...copiers, ...alarms], 'milan.yaml'),
          ],
          ['203.0.113.10', '198.51.100.64/29'],
        ),
      ],
      findings: [
        told(
          'warning',
          'No way of sending serves newsletter: bulk mail is outside the terms of use.',
          'Send it through a bulk service such as Azure Communication Services Email.',
          at('milan.yaml', 31, 16),
          '    newsletter: { purpose: bulk, from: news@contoso.com, to: anyone }',
        ),
        told(
          'information',
          '15 senders have a mailbox of their own; none of them needs a licence.',
          'Nothing to do.',
        ),
      ],
    }),
    decisions: [...copiers, ...alarms, payroll, bulk],
    notChecked: ['port 25 at milan', "that 203.0.113.10 is milan's alone"],
    notes: [
      {
        about: 'site milan',
        text: 'ISP letter of 3 November, ticket #4711',
        place: at('milan.yaml', 4),
      },
    ],
  })
}

function secondSite(): PlanInput {
  const turin = decision('turin-copier-1', { site: 'turin' })
  return input({
    plan: plan({
      changes: [
        newConnector('turin', ['198.51.100.7'], becauseOf([turin], 'turin.yaml')),
        spf(
          'contoso.com',
          `v=spf1 ip4:203.0.113.10 ${include} -all`,
          `v=spf1 ip4:203.0.113.10 ip4:198.51.100.7 ${include} -all`,
          [{ site: 'turin', place: at('turin.yaml', 3) }],
          ['198.51.100.7'],
        ),
      ],
      standing: [
        standing('shared-mailbox', 'printer@contoso.com', 'mailbox printer@contoso.com', {
          because: becauseOf([turin], 'turin.yaml'),
        }),
        ...others(40),
      ],
      findings: [
        told(
          'warning',
          'The group alarm-team@contoso.com refuses senders who did not sign in.',
          'Allow it on the group, or send to its members.',
          at('turin.yaml', 12, 11),
          '      to: alarm-team@contoso.com',
        ),
      ],
    }),
    decisions: [...milan, turin],
    checked: ['198.51.100.7 is in no other site or stack here', 'it is public and static'],
    notChecked: ['port 25 at turin', "that 198.51.100.7 is turin's"],
    commit: '4be1d0a',
  })
}

function withOverlap(): PlanInput {
  const because = becauseOf(milan, 'milan.yaml')
  return input({
    plan: plan({
      changes: [
        connectorMoves('milan', ['203.0.113.10'], ['198.51.100.20', '203.0.113.10'], because),
        spf(
          'contoso.com',
          `v=spf1 mx ip4:203.0.113.10 ${include} -all`,
          `v=spf1 mx ip4:203.0.113.10 ip4:198.51.100.20 ${include} -all`,
          [{ site: 'milan', place: at('milan.yaml', 3) }],
          ['198.51.100.20'],
        ),
      ],
      standing: others(12),
    }),
    decisions: milan,
    notes: [{ about: 'site milan', text: 'ISP letter', place: at('milan.yaml', 4) }],
    notChecked: ['whether 198.51.100.20 is ours alone'],
    commit: '4be1d0a',
  })
}

function withoutOverlap(): PlanInput {
  const because = becauseOf(milan.slice(0, 38), 'milan.yaml')
  return input({
    plan: plan({
      changes: [
        connectorMoves('milan', ['203.0.113.10'], ['198.51.100.20'], because),
        spf(
          'contoso.com',
          `v=spf1 ip4:203.0.113.10 ${include} -all`,
          `v=spf1 ip4:198.51.100.20 ${include} -all`,
          [{ site: 'milan', place: at('milan.yaml', 3) }],
          ['198.51.100.20'],
        ),
      ],
    }),
    decisions: milan.slice(0, 38),
  })
}

function removalRefused(): PlanInput {
  const sites = ['bari', 'como', 'lecce', 'lodi', 'pavia', 'siena']
  const why = told(
    'error',
    'The plan would remove 6 things; at most 5 may go at once.',
    'Raise `tenant.limits.removals` in the spec, or run with `--max-removals 6`, if that is meant.',
    at('tenant.yaml', 9, 22),
    '  limits: { removals: 5, removalsPercent: 20 }',
  )
  return input({
    plan: plan({
      held: sites.map(site => ({
        kind: 'inbound-connector',
        key: keyFrom(site),
        state: 'refused',
        why: [why],
        because: [],
      })),
      changes: [connectorGoes('trento', '203.0.113.77')],
      standing: others(30),
      findings: [why],
    }),
    decisions: milan,
  })
}

function unreadMailbox(): PlanInput {
  const scanner = decision('scanner', {
    method: 'client-submission',
    signIn: 'scan@contoso.com',
    smartHost: { kind: 'host', host: 'smtp.office365.com' },
  })
  return input({
    plan: plan({
      held: [
        {
          kind: 'shared-mailbox',
          key: keyFrom('scan@contoso.com'),
          state: 'unknown',
          why: [
            told(
              'error',
              'scan@contoso.com could not be read: Get-Mailbox timed out after 60 s.',
              'Run the plan again; nothing is created meanwhile.',
              at('milan.yaml', 22, 34),
              '    scanner: { tls: 1.2, auth: oauth-app, from: scan@contoso.com }',
            ),
          ],
          because: becauseOf([scanner], 'milan.yaml', 22),
        },
      ],
      standing: others(8),
    }),
    decisions: [scanner, ...milan],
  })
}

function byHandDns(): PlanInput {
  const because = [{ site: 'milan', place: at('milan.yaml', 3) }]
  return input({
    plan: plan({
      byHand: [
        spf('fabrikam.com', null, `v=spf1 ip4:203.0.113.10 ${include} ~all`, because, [
          '203.0.113.10',
        ]),
      ],
      standing: others(8),
    }),
    decisions: milan,
  })
}

function adopted(): PlanInput {
  return input({
    plan: plan({
      changes: [
        change({
          kind: 'inbound-connector',
          key: 'milan',
          verb: 'update',
          because: becauseOf(milan, 'milan.yaml'),
          fields: [
            { path: 'mark', before: null, after: 'contoso/milan' },
            { path: 'name', before: 'Printers MI', after: 'Devices at milan' },
          ],
          telling: {
            title: 'connector "Devices at milan"',
            meaning:
              'The connector "Printers MI" is taken over and gets another name; the same machines may send as before.',
            details: [{ label: 'is renamed', text: 'from "Printers MI" to "Devices at milan"' }],
          },
        }),
      ],
      standing: [
        standing('shared-mailbox', 'old@contoso.com', 'mailbox old@contoso.com', { how: 'kept' }),
        ...others(2),
      ],
    }),
    decisions: milan,
  })
}

export const scenarios: Readonly<Record<string, () => PlanInput>> = {
  'first-rollout': firstRollout,
  'second-site': secondSite,
  'address-with-overlap': withOverlap,
  'address-without-overlap': withoutOverlap,
  'removal-refused': removalRefused,
  'unread-mailbox': unreadMailbox,
  'dns-by-hand': byHandDns,
  adopted,
  'nothing-to-do': () => input({ plan: plan({ standing: others(41) }), decisions: milan }),
  'tenant-not-read': () => ({ ...secondSite(), tenantRead: false }),
}
