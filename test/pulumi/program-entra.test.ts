/**
 * The Entra side under mocks: @pulumi/azuread's own plugin is fetched from the
 * network, so what it is asked for is all that can be looked at here.
 */
import * as pulumi from '@pulumi/pulumi'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { registerEntra } from '../../src/pulumi/entra/entra.js'
import type { entraSettings } from '../../src/pulumi/entra/settings.js'
import type { MailDevices } from '../../src/pulumi/mail-devices.js'

interface Asked {
  readonly type: string
  readonly name: string
  readonly inputs: Readonly<Record<string, unknown>>
}

let entra: {
  readonly registerEntra: typeof registerEntra
  readonly entraSettings: typeof entraSettings
  readonly MailDevices: typeof MailDevices
}
let asked: Asked[] = []

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource({ type, name, inputs }) {
      const short = type.split(':').at(-1) ?? ''
      asked.push({ type: short, name, inputs: inputs as Asked['inputs'] })
      const ids = { clientId: `${name}-client`, objectId: `${name}-object` }
      return { id: `/applications/${name}`, state: { ...ids, ...(inputs as object) } }
    },
    call: ({ token, inputs }) => {
      if (token === 'devicemail:index:getTenant') return { mxEndpoints: {}, findings: [] }
      expect(token).toBe('azuread:index/getServicePrincipal:getServicePrincipal')
      expect(inputs).toEqual({ clientId: '00000002-0000-0ff1-ce00-000000000000' })
      return {
        objectId: 'exchange-online',
        appRoleIds: {
          'Exchange.ManageAsApp': 'role-manage',
          'Exchange.ManageAsAppV2': 'role-manage-v2',
          'SMTP.SendAsApp': 'role-send',
        },
      }
    },
  })
  entra = {
    ...(await import('../../src/pulumi/entra/entra.js')),
    ...(await import('../../src/pulumi/entra/settings.js')),
    ...(await import('../../src/pulumi/mail-devices.js')),
  }
})
beforeEach(() => {
  asked = []
})

async function register(written: unknown) {
  const outputs = entra.registerEntra(entra.entraSettings(written, null), null)
  await pulumi.runtime.disconnect()
  return outputs
}

function inputsOf(type: string) {
  return asked.filter(one => one.type === type).map(one => one.inputs)
}

test('a pipeline gets an application without a secret, its app role by name, consent and a directory role', async () => {
  await register({
    pipelines: {
      'mail-deploy': {
        role: 'exchange-administrator',
        from: { github: { repository: 'contoso/mail', environment: 'production' } },
      },
    },
  })
  expect(asked.map(one => one.type).sort()).toEqual([
    'AppRoleAssignment',
    'Application',
    'ApplicationFederatedIdentityCredential',
    'DirectoryRoleAssignment',
    'PipelineIdentity',
    'ServicePrincipal',
  ])
  expect(inputsOf('Application')).toEqual([
    {
      displayName: 'mail-deploy',
      preventDuplicateNames: true,
      requiredResourceAccesses: [
        {
          resourceAppId: '00000002-0000-0ff1-ce00-000000000000',
          resourceAccesses: [{ id: 'role-manage', type: 'Role' }],
        },
      ],
    },
  ])
  expect(inputsOf('AppRoleAssignment')).toEqual([
    {
      appRoleId: 'role-manage',
      principalObjectId: 'mail-deploy-object',
      resourceObjectId: 'exchange-online',
    },
  ])
  expect(inputsOf('DirectoryRoleAssignment')).toEqual([
    {
      roleId: '29232cdf-9323-42fd-ade2-1d097af3e4de',
      principalObjectId: 'mail-deploy-object',
    },
  ])
  expect(inputsOf('ApplicationFederatedIdentityCredential')).toEqual([
    {
      applicationId: '/applications/mail-deploy',
      displayName: 'mail-deploy',
      issuer: 'https://token.actions.githubusercontent.com',
      subject: 'repo:contoso/mail:environment:production',
      audiences: ['api://AzureADTokenExchange'],
    },
  ])
})

test.each([
  [
    { github: { repository: 'contoso/mail', pullRequests: true } },
    'https://token.actions.githubusercontent.com',
    'repo:contoso/mail:pull_request',
  ],
  [
    { github: { repository: 'contoso/mail', branch: 'main' } },
    'https://token.actions.githubusercontent.com',
    'repo:contoso/mail:ref:refs/heads/main',
  ],
  [
    { gitlab: { project: 'contoso/mail', branch: 'main' } },
    'https://gitlab.com',
    'project_path:contoso/mail:ref_type:branch:ref:main',
  ],
])('the subject of %j is one exact text', async (from, issuer, subject) => {
  await register({ pipelines: { reader: { role: 'global-reader', from } } })
  expect(inputsOf('ApplicationFederatedIdentityCredential')).toMatchObject([{ issuer, subject }])
})

/** A tenant with a device that signs in by an application of its own. */
const spec = {
  version: 1,
  tenant: { organization: 'contoso.onmicrosoft.com', exchange: 'simulator' },
  domains: { 'contoso.com': { dns: 'manual' } },
  devices: {
    payroll: {
      from: 'payroll@contoso.com',
      to: 'anyone',
      tls: 1.3,
      auth: ['oauth-app'],
      ports: [587],
    },
  },
}

async function registerBeside(written: unknown) {
  const mail = new entra.MailDevices('contoso', { spec })
  const outputs = entra.registerEntra(entra.entraSettings(written, 'stacks/contoso'), mail)
  const told = new Promise(resolve => pulumi.output(outputs.applications).apply(resolve))
  await pulumi.runtime.disconnect()
  return told
}

test('an application allowed by an Exchange role has no permission in Entra at all', async () => {
  const told = await registerBeside({ applications: { payroll: {} } })
  expect(inputsOf('Application')).toEqual([{ displayName: 'payroll', preventDuplicateNames: true }])
  expect(inputsOf('AppRoleAssignment')).toEqual([])
  const ids = { clientId: 'payroll-client', objectId: 'payroll-object' }
  expect(told).toEqual({ payroll: { ...ids, sendAs: ['payroll@contoso.com'], toDo: [] } })
})

test('Exchange is told of the application, of the mailbox of its device, and of the right to send', async () => {
  await registerBeside({ applications: { payroll: {} } })
  const payroll = { application: 'payroll', name: 'payroll' }
  const ids = { appId: 'payroll-client', objectId: 'payroll-object' }
  expect(inputsOf('ExchangeServicePrincipal')).toEqual([{ ...payroll, ...ids }])
  expect(inputsOf('ManagementScope')).toEqual([{ ...payroll, mailboxes: ['payroll@contoso.com'] }])
  expect(inputsOf('SmtpSendAsApp')).toEqual([
    { ...payroll, objectId: 'payroll-object', scope: 'payroll' },
  ])
  const order = asked.map(one => one.type)
  expect(order.indexOf('ManagementScope')).toBeGreaterThan(order.indexOf('SharedMailbox'))
  expect(order.at(-1)).toBe('SmtpSendAsApp')
})

test('an application that sends as several mailboxes says so, and need not be called like a device', async () => {
  const sendAs = ['payroll@contoso.com', 'wages@contoso.com']
  await registerBeside({ applications: { wages: { sendAs } } })
  expect(inputsOf('ManagementScope')).toMatchObject([{ application: 'wages', mailboxes: sendAs }])
})

test('an application of which nobody knows as whom it sends is told, with what to write', () => {
  const mail = new entra.MailDevices('contoso', { spec })
  const settings = entra.entraSettings({ applications: { wages: {} } }, 'stacks/contoso')
  expect(() => entra.registerEntra(settings, mail)).toThrow(/sendAs: \[payroll@contoso\.com\]/)
  const written = { applications: { wages: { sendAs: ['everybody'] } } }
  expect(() => entra.entraSettings(written, 'stacks/contoso')).toThrow(
    /applications\.wages\.sendAs\.0: must be a mail address/,
  )
})

test('an application allowed by app role is known to Exchange; the access to each mailbox is left to a person', async () => {
  const told = await registerBeside({ applications: { payroll: { allowedBy: 'app-role' } } })
  expect(inputsOf('AppRoleAssignment')).toMatchObject([{ appRoleId: 'role-send' }])
  expect(inputsOf('ExchangeServicePrincipal')).toHaveLength(1)
  expect(inputsOf('ManagementScope')).toEqual([])
  expect(inputsOf('SmtpSendAsApp')).toEqual([])
  const grant = `Add-MailboxPermission -Identity 'payroll@contoso.com' -User 'payroll-object' -AccessRights @('FullAccess') -AutoMapping:$false`
  expect(told).toMatchObject({ payroll: { toDo: [grant] } })
})

test('in a stack without a spec all of the Exchange side is left to a person', async () => {
  const payroll = { sendAs: ['payroll@contoso.com'] }
  const { applications } = await register({ applications: { payroll } })
  expect(asked.map(one => one.type).sort()).toEqual([
    'Application',
    'DeviceApplication',
    'ServicePrincipal',
  ])
  const told = await new Promise(resolve => pulumi.output(applications).apply(resolve))
  const toDo = [
    `New-ServicePrincipal -AppId 'payroll-client' -ObjectId 'payroll-object' -DisplayName 'payroll'`,
    `New-ManagementScope -Name 'payroll' -RecipientRestrictionFilter 'PrimarySmtpAddress -eq ''payroll@contoso.com'''`,
    `New-ManagementRoleAssignment -App 'payroll-object' -Role 'Application SMTP.SendAsApp' -CustomResourceScope 'payroll'`,
  ]
  expect(told).toMatchObject({ payroll: { toDo } })
})

test('a fault in the configuration is told with its path', () => {
  const written = { pipelines: { deploy: { role: 'owner', from: { github: {} } } } }
  expect(() => entra.entraSettings(written, null)).toThrow(
    /devicemail:entra\.pipelines\.deploy\.role/,
  )
})

test('a stack with a spec makes no identity for a pipeline, only applications for devices', () => {
  const pipeline = {
    role: 'global-reader',
    from: { gitlab: { project: 'contoso/mail', branch: 'main' } },
  }
  expect(() => entra.entraSettings({ pipelines: { pipeline } }, 'stacks/contoso')).toThrow(
    /must not sign in with an application that it creates itself/,
  )
  expect(entra.entraSettings({ applications: { payroll: {} } }, 'stacks/contoso')).toEqual({
    pipelines: {},
    applications: { payroll: { allowedBy: 'exchange-role' } },
  })
})
