/** One rule of the spec, made into what a driver signs in with. */
import { finding, type Finding } from '../../../findings.js'
import { assertionFrom } from './assertion.js'
import { certificateFrom } from './certificate.js'
import type { SignIn } from './credentials.js'
import { createLookUp, type LookUp } from './look-up.js'
import type { SignInRule } from './rule.js'
import type { Scene } from './scene.js'

export function signInFromRule(rule: SignInRule, scene: Scene): SignIn | readonly Finding[] {
  const lookUp = createLookUp(scene)
  const signIn = made(rule, scene, lookUp)
  return lookUp.findings.length > 0 ? Object.freeze(lookUp.findings) : Object.freeze(signIn)
}

function made(rule: SignInRule, scene: Scene, lookUp: LookUp): SignIn {
  const { organization } = scene
  switch (rule.way) {
    case 'certificate':
      return {
        way: rule.way,
        organization,
        appId: lookUp.text('appId', rule.appId),
        certificate: certificateFrom(rule, scene, lookUp),
        password: rule.password === null ? null : lookUp.secret('password', rule.password),
      }
    case 'workload-identity':
      return {
        way: rule.way,
        organization,
        clientId: lookUp.text('clientId', rule.clientId),
        tenantId: rule.tenantId === null ? organization : lookUp.text('tenantId', rule.tenantId),
        assertion: assertionFrom(rule, scene, lookUp),
      }
    case 'managed-identity':
      return {
        way: rule.way,
        organization,
        clientId: rule.clientId === null ? null : lookUp.text('clientId', rule.clientId),
      }
    case 'access-token':
      return { way: rule.way, organization, token: lookUp.secret('token', rule.token) }
    case 'delegated':
      return delegatedFrom(rule, scene, lookUp)
    case 'browser':
    case 'device-code':
      askPerson(scene, lookUp)
      return { way: rule.way, organization, user: rule.user }
  }
}

function delegatedFrom(
  { way, by, user, token }: SignInRule & { readonly way: 'delegated' },
  scene: Scene,
  lookUp: LookUp,
): SignIn {
  const { organization } = scene
  if (by === 'access-token')
    return { way, organization, by, user, token: lookUp.secret('token', token ?? '') }
  askPerson(scene, lookUp)
  return { way, organization, by, user, token: null }
}

/** In a pipeline nobody answers, and the run would hang until it is killed. */
function askPerson({ person, at }: Scene, lookUp: LookUp): void {
  if (!person) lookUp.findings.push(finding('sign-in-needs-person', {}, at('way')))
}
