/** The Entra side is registered by the program itself, although nothing is awaited at its top. */
import { expect, test } from 'vitest'
import { runProgram } from '../support/mini-engine.js'
import { buildPulumi } from '../support/pulumi-project.js'

test('a stack of identities registers them, and puts them out', { timeout: 60_000 }, async () => {
  const built = await buildPulumi()
  const { folder } = built.project({})
  const from = { github: { repository: 'contoso/mail', environment: 'production' } }
  const pipelines = { 'mail-apply': { role: 'exchange-administrator', from } }
  const seen = await runProgram({
    folder,
    program: 'dist/program/program.js',
    stack: 'identities',
    config: { 'devicemail:entra': JSON.stringify({ pipelines }) },
    answer: { objectId: 'exchange-online', appRoleIds: { 'Exchange.ManageAsApp': 'role' } },
  })
  built.remove()
  expect(seen.code).toBe(0)
  expect(seen.registrations.map(one => one.type.split(':').at(-1)).sort()).toEqual([
    'AppRoleAssignment',
    'Application',
    'ApplicationFederatedIdentityCredential',
    'DirectoryRoleAssignment',
    'PipelineIdentity',
    'ServicePrincipal',
    'Stack',
  ])
  expect(seen.outputs['devicemail-identities']).toMatchObject({
    devices: null,
    entra: { pipelines: { 'mail-apply': {} } },
  })
})
