/**
 * An example for the kinds that no spec asks for: the application that
 * docs/pulumi.md makes for a device, in the example stack's tenant.
 */
import { built } from '../built.mjs'

/** @typedef {import('./example-stack.mjs').ExampleStack} ExampleStack */
/** @typedef {import('../../src/drivers/exchange/simulator/scene.js').Scene} Scene */

const application = 'payroll'
const appId = '11111111-1111-1111-1111-111111111111'
const objectId = '22222222-2222-2222-2222-222222222222'
const mailboxes = ['payroll@contoso.com']
const usual = { application, name: application }

/** What each kind is asked for, first and then. @type {Readonly<Record<string, readonly object[]>>} */
const asked = {
  'exchange-service-principal': [
    { ...usual, appId, objectId },
    { ...usual, name: 'Payroll', appId, objectId },
  ],
  'management-scope': [
    { ...usual, mailboxes },
    { ...usual, mailboxes: [...mailboxes, 'wages@contoso.com'] },
  ],
  'smtp-send-as-app': [
    { ...usual, objectId, scope: application },
    { ...usual, name: 'Payroll', objectId, scope: application },
  ],
}

/** What stands there already when the right to send is given. @type {Scene} */
const known = {
  objects: {
    ServicePrincipal: [{ AppId: appId, ObjectId: objectId, DisplayName: application }],
    ManagementScope: [{ Name: `${application} [devicemail:contoso/${application}]` }],
  },
}

/**
 * @param {string} kind
 * @param {ExampleStack} stack
 * @returns {Promise<ExampleStack>}
 */
export async function applicationExample(kind, { spec }) {
  /** @type {{ want: typeof import('../../src/compile/want.js').want }} */
  const { want } = await built('compile/want.js')
  /** @type {{ keyFrom: typeof import('../../src/resources/key.js').keyFrom }} */
  const { keyFrom } = await built('resources/key.js')
  const key = keyFrom(application)
  const [first, ...then] = (asked[kind] ?? []).map(desired => want({ kind, key }, desired, []))
  const scene = kind === 'smtp-send-as-app' ? known : {}
  return { path: 'docs/pulumi.md', spec, wanted: first ? [first] : [], then, scene }
}
