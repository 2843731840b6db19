/**
 * What each kind brings to the contract: a world, a wanted thing, and for every
 * property one change of the spec and one edit in the world.
 */
import type { Call } from '../../../src/drivers/drivers.js'
import { markPath } from '../../../src/engine/assess.js'
import { DirectSendGuard } from '../../../src/resources/direct-send-guard.js'
import { ExchangeServicePrincipal } from '../../../src/resources/exchange-service-principal.js'
import { InboundConnector } from '../../../src/resources/inbound-connector.js'
import { ManagementScope } from '../../../src/resources/management-scope.js'
import type { AnyKind, Wanted } from '../../../src/resources/resource.js'
import { SharedMailbox } from '../../../src/resources/shared-mailbox.js'
import { SmtpAuth } from '../../../src/resources/smtp-auth.js'
import { SmtpSendAsApp } from '../../../src/resources/smtp-send-as-app.js'
import { SpfRecord } from '../../../src/resources/spf-record.js'
import { setting, type Setting } from '../../support/setting.js'
import {
  appIds,
  connector,
  guard,
  mailbox,
  scope,
  sendAsApp,
  servicePrincipal,
  smtpAuth,
  spf,
} from '../../support/wanted.js'
import { world, type WorldBuilder } from '../../support/world.js'

/** An edit by somebody else, and the properties that then differ. */
export interface Drift {
  readonly edit: (setting: Setting) => Promise<void> | void
  readonly paths: readonly string[]
}

export interface KindCase {
  readonly kind: AnyKind
  /** A world in which the thing is not yet as wanted. */
  readonly world: () => Setting
  readonly wanted: Wanted
  /** Another spec each, with the properties that then differ. */
  readonly changes: readonly (readonly [wanted: Wanted, ...paths: string[]])[]
  readonly drifts: Readonly<Record<string, Drift>>
  /** A world in which somebody else's thing stands in its place; null where there is no such. */
  readonly foreign: (() => Setting) | null
  /** So many things of the kind at once, and the most calls to read them. */
  readonly many: (count: number) => {
    readonly world: () => Setting
    readonly wanted: readonly Wanted[]
    readonly mostCalls: number
  }
}

const printer = 'printer@contoso.com'
const pay = 'payroll@contoso.com'
const people = ['anna@contoso.com', 'bo@contoso.com', pay]

const tenant = (): WorldBuilder =>
  world()
    .domain('contoso.com')
    .with({ users: people.map(address => ({ name: address, address })) })

/** Runs cmdlets as an administrator would, and fails where they do. */
const edit =
  (...calls: readonly Call[]) =>
  async ({ world }: Setting): Promise<void> => {
    for (const outcome of await world.port.run(calls))
      if (outcome.status === 'failed') throw outcome.fault
  }

const set = (cmdlet: string, Identity: string, parameters: Call['parameters']) =>
  edit({ cmdlet, parameters: { Identity, ...parameters } })

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))

const inboundConnector: KindCase = {
  kind: InboundConnector,
  world: () => setting({ tenant: tenant() }),
  wanted: connector('milan'),
  changes: [
    [connector('milan', { name: 'Printers' }), 'name'],
    [connector('milan', { enabled: false }), 'enabled'],
    [connector('milan', { egressIps: ['203.0.113.11'] }), 'egressIps'],
    [connector('milan', { requireTls: true }), 'requireTls'],
  ],
  drifts: connectorDrifts(),
  foreign: () => setting({ tenant: tenant().connector('Devices at milan') }),
  many: count => ({
    world: () => setting({ tenant: tenant() }),
    wanted: numbers(count).map(one =>
      connector(`site-${one}`, { egressIps: [`203.0.113.${one}`] }),
    ),
    mostCalls: 1,
  }),
}

function connectorDrifts(): KindCase['drifts'] {
  const drift = (path: string, parameters: Call['parameters']): Drift => ({
    edit: set('Set-InboundConnector', 'Devices at milan', parameters),
    paths: [path],
  })
  return {
    name: drift('name', { Name: 'Milan office' }),
    enabled: drift('enabled', { Enabled: false }),
    egressIps: drift('egressIps', { SenderIPAddresses: ['192.0.2.0/24'] }),
    requireTls: drift('requireTls', { RequireTls: true }),
    certificate: drift('certificate', { TlsSenderCertificateName: 'mail.contoso.com' }),
    connectorType: drift('connectorType', { ConnectorType: 'Partner' }),
    senderDomains: drift('senderDomains', { SenderDomains: ['contoso.com'] }),
    gone: {
      edit: set('Remove-InboundConnector', 'Devices at milan', {}),
      paths: [
        'certificate',
        'name',
        'enabled',
        'egressIps',
        'requireTls',
        'connectorType',
        'senderDomains',
      ],
    },
  }
}

const wantedMailbox = {
  aliases: ['mfp@contoso.com'],
  members: ['anna@contoso.com'],
  smtpAuth: true,
  signInName: printer,
}

const sharedMailbox: KindCase = {
  kind: SharedMailbox,
  world: () => setting({ tenant: tenant() }),
  wanted: mailbox(printer, wantedMailbox),
  changes: [
    [mailbox(printer, { ...wantedMailbox, displayName: 'Printers' }), 'displayName'],
    [mailbox(printer, { ...wantedMailbox, aliases: ['fax@contoso.com'] }), 'aliases'],
    [mailbox(printer, { ...wantedMailbox, members: ['bo@contoso.com'] }), 'members'],
    [mailbox(printer, { ...wantedMailbox, hidden: false }), 'hidden'],
    [mailbox(printer, { ...wantedMailbox, smtpAuth: null }), 'smtpAuth'],
    [mailbox(printer, { ...wantedMailbox, signInName: 'mfp@contoso.com' }), 'signInName'],
  ],
  drifts: mailboxDrifts(),
  foreign: () => setting({ tenant: tenant().mailbox(printer) }),
  many: count => ({
    world: () => setting({ tenant: tenant() }),
    wanted: numbers(count).map(one => mailbox(`device-${one}@contoso.com`)),
    mostCalls: 7,
  }),
}

function mailboxDrifts(): KindCase['drifts'] {
  const drift = (path: string, cmdlet: string, parameters: Call['parameters']): Drift => ({
    edit: set(cmdlet, printer, parameters),
    paths: [path],
  })
  const anna = { User: 'anna@contoso.com', AccessRights: ['FullAccess'] }
  return {
    address: drift('address', 'Set-Mailbox', { WindowsEmailAddress: 'away@contoso.com' }),
    displayName: drift('displayName', 'Set-Mailbox', { DisplayName: 'Renamed' }),
    aliases: drift('aliases', 'Set-Mailbox', {
      EmailAddresses: { remove: ['smtp:mfp@contoso.com'] },
    }),
    'members who may not open it': drift('members', 'Remove-MailboxPermission', anna),
    'members who may not send as it': drift('members', 'Remove-RecipientPermission', {
      Trustee: 'anna@contoso.com',
      AccessRights: ['SendAs'],
    }),
    hidden: drift('hidden', 'Set-Mailbox', { HiddenFromAddressListsEnabled: false }),
    smtpAuth: drift('smtpAuth', 'Set-CASMailbox', { SmtpClientAuthenticationDisabled: null }),
    signInName: drift('signInName', 'Set-Mailbox', {
      MicrosoftOnlineServicesID: 'away@contoso.com',
    }),
    imap: drift('imap', 'Set-CASMailbox', { ImapEnabled: true }),
    pop: drift('pop', 'Set-CASMailbox', { PopEnabled: true }),
    activeSync: drift('activeSync', 'Set-CASMailbox', { ActiveSyncEnabled: true }),
    [markPath]: drift(markPath, 'Set-Mailbox', { CustomAttribute15: '' }),
  }
}

const smtpAuthSwitch: KindCase = {
  kind: SmtpAuth,
  world: () => setting({ tenant: tenant() }),
  wanted: smtpAuth(pay),
  changes: [
    [smtpAuth(pay, false), 'enabled'],
    [smtpAuth(pay, null), 'enabled'],
  ],
  drifts: {
    enabled: {
      edit: set('Set-CASMailbox', pay, { SmtpClientAuthenticationDisabled: true }),
      paths: ['enabled'],
    },
  },
  foreign: null,
  many: count => {
    const addresses = numbers(count).map(one => `device-${one}@contoso.com`)
    const users = addresses.map(address => ({ name: address, address }))
    return {
      world: () => setting({ tenant: tenant().with({ users }) }),
      wanted: addresses.map(address => smtpAuth(address)),
      mostCalls: 2,
    }
  },
}

const include = 'include:spf.protection.outlook.com'
const record = `v=spf1 ${include} -all`

const spfRecord: KindCase = {
  kind: SpfRecord,
  world: () => setting({ zones: { 'contoso.com': ['@ IN TXT "MS=ms1"', `@ IN TXT "${record}"`] } }),
  wanted: spf('contoso.com', ['ip4:203.0.113.10']),
  changes: [
    [spf('contoso.com', ['ip4:203.0.113.10', 'ip4:203.0.113.11']), 'record', 'terms'],
    [spf('contoso.com', ['ip4:198.51.100.7']), 'record', 'terms'],
  ],
  drifts: {
    'record: our term is gone': {
      edit: ({ editZone }) => {
        editZone('contoso.com', text => text.replace('ip4:203.0.113.10 i', 'i'))
      },
      paths: ['record'],
    },
    'record: it is gone as a whole': {
      edit: ({ editZone }) => {
        editZone('contoso.com', text => text.replace(/.*v=spf1.*\n/, ''))
      },
      paths: ['record'],
    },
    'terms: the mark names one more': {
      edit: ({ editZone }) => {
        editZone('contoso.com', text => text.replace('terms=', 'terms=ip4:192.0.2.7 '))
      },
      paths: ['terms'],
    },
  },
  foreign: null,
  many: count => {
    const domains = numbers(count).map(one => `device-${one}.example.com`)
    return {
      world: () => setting({ zones: Object.fromEntries(domains.map(domain => [domain, []])) }),
      wanted: domains.map(domain => spf(domain, ['ip4:203.0.113.10'])),
      mostCalls: 1,
    }
  },
}

const directSendGuard: KindCase = {
  kind: DirectSendGuard,
  world: () => setting({ tenant: tenant() }),
  wanted: guard(),
  changes: [[guard(false), 'rejectDirectSend']],
  drifts: {
    rejectDirectSend: {
      edit: edit({ cmdlet: 'Set-OrganizationConfig', parameters: { RejectDirectSend: false } }),
      paths: ['rejectDirectSend'],
    },
  },
  foreign: null,
  many: () => ({
    world: () => setting({ tenant: tenant() }),
    wanted: [guard()],
    mostCalls: 1,
  }),
}

const payroll = 'payroll [devicemail:contoso/payroll]'
const [first, second] = [appIds(1), appIds(2)]
const named = (desired: { readonly appId: string; readonly objectId: string }, name: string) => ({
  AppId: desired.appId,
  ObjectId: desired.objectId,
  DisplayName: name,
})

const exchangeServicePrincipal: KindCase = {
  kind: ExchangeServicePrincipal,
  world: () => setting({ tenant: tenant() }),
  wanted: servicePrincipal('payroll'),
  changes: [
    [servicePrincipal('payroll', { name: 'Wages' }), 'name'],
    [servicePrincipal('payroll', { objectId: second.objectId }), 'objectId'],
    [servicePrincipal('payroll', second), 'appId', 'objectId'],
  ],
  drifts: {
    'name: another before our mark': {
      edit: set('Set-ServicePrincipal', payroll, {
        DisplayName: 'Wages [devicemail:contoso/payroll]',
      }),
      paths: ['name'],
    },
    gone: {
      edit: set('Remove-ServicePrincipal', payroll, {}),
      paths: ['name', 'appId', 'objectId'],
    },
  },
  foreign: () =>
    setting({ tenant: tenant().object('ServicePrincipal', named(first, 'Payroll by hand')) }),
  many: count => ({
    world: () => setting({ tenant: tenant() }),
    wanted: numbers(count).map(one => servicePrincipal(`app-${one}`, appIds(Number(one)))),
    mostCalls: 1,
  }),
}

const managementScope: KindCase = {
  kind: ManagementScope,
  world: () => setting({ tenant: tenant() }),
  wanted: scope('payroll'),
  changes: [
    [scope('payroll', { name: 'Wages' }), 'name'],
    [scope('payroll', { mailboxes: [pay, 'bo@contoso.com'] }), 'mailboxes'],
  ],
  drifts: {
    'name: another before our mark': {
      edit: set('Set-ManagementScope', payroll, { Name: 'Wages [devicemail:contoso/payroll]' }),
      paths: ['name'],
    },
    'mailboxes: one more': {
      edit: set('Set-ManagementScope', payroll, {
        RecipientRestrictionFilter: `(PrimarySmtpAddress -eq '${pay}') -or (PrimarySmtpAddress -eq 'anna@contoso.com')`,
      }),
      paths: ['mailboxes'],
    },
    'mailboxes: everybody': {
      edit: set('Set-ManagementScope', payroll, { RecipientRestrictionFilter: "Name -like '*'" }),
      paths: ['mailboxes'],
    },
    gone: { edit: set('Remove-ManagementScope', payroll, {}), paths: ['name', 'mailboxes'] },
  },
  foreign: () => setting({ tenant: tenant().object('ManagementScope', { Name: 'payroll' }) }),
  many: count => ({
    world: () => setting({ tenant: tenant() }),
    wanted: numbers(count).map(one => scope(`app-${one}`)),
    mostCalls: 1,
  }),
}

/** A tenant that knows the applications and their scopes, marked by others of our kinds. */
const withApplications = (count: number): WorldBuilder =>
  numbers(count).reduce(
    (built, one) =>
      built
        .object('ServicePrincipal', named(appIds(Number(one)), `app-${one}`))
        .object('ManagementScope', { Name: `app-${one} [devicemail:contoso/app-${one}]` }),
    tenant()
      .object('ManagementScope', { Name: payroll })
      .object('ManagementScope', { Name: 'Wages' }),
  )

const given = (parameters: Call['parameters']) =>
  edit(
    { cmdlet: 'Remove-ManagementRoleAssignment', parameters: { Identity: payroll } },
    {
      cmdlet: 'New-ManagementRoleAssignment',
      parameters: { Name: payroll, Role: 'Application SMTP.SendAsApp', ...parameters },
    },
  )

const smtpSendAsApp: KindCase = {
  kind: SmtpSendAsApp,
  world: () => setting({ tenant: withApplications(2) }),
  wanted: sendAsApp('payroll'),
  changes: [
    [sendAsApp('payroll', { name: 'Wages' }), 'name'],
    [sendAsApp('payroll', { objectId: second.objectId }), 'objectId'],
    [sendAsApp('payroll', { scope: 'wages' }), 'scope'],
  ],
  drifts: {
    'scope: none at all': { edit: given({ App: first.objectId }), paths: ['scope'] },
    'objectId: another application': {
      edit: given({ App: second.appId, CustomResourceScope: payroll }),
      paths: ['objectId'],
    },
    gone: {
      edit: set('Remove-ManagementRoleAssignment', payroll, {}),
      paths: ['name', 'objectId', 'scope', 'role'],
    },
  },
  foreign: () =>
    setting({
      tenant: withApplications(1).object('ManagementRoleAssignment', {
        Name: 'payroll',
        Role: 'Application SMTP.SendAsApp',
        RoleAssigneeName: first.objectId,
      }),
    }),
  many: count => ({
    world: () => setting({ tenant: withApplications(count) }),
    wanted: numbers(count).map(one =>
      sendAsApp(`app-${one}`, { objectId: appIds(Number(one)).objectId }),
    ),
    mostCalls: 3,
  }),
}

export const cases: readonly KindCase[] = [
  inboundConnector,
  sharedMailbox,
  smtpAuthSwitch,
  spfRecord,
  directSendGuard,
  exchangeServicePrincipal,
  managementScope,
  smtpSendAsApp,
]
