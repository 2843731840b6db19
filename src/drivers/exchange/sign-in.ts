/**
 * Signing in to Exchange: from the rule in the spec (`tenant.exchange.auth`) to
 * what a driver signs in with, or to findings that say what is missing.
 *
 * The spec names variables and files; only here are they looked up, so that the
 * text can be shown to everybody. What is secret comes out as a `Secret`. A
 * plan needs the identity that reads, an apply the one that writes, and only
 * the one needed is looked up: a pull request need not hold the other. Nothing
 * is sent anywhere; tokens.ts and the drivers do that.
 */
import { finding, type Finding } from '../../findings.js'
import type { SignIn } from './sign-in/credentials.js'
import { signInFromRule } from './sign-in/from-rule.js'
import type { SignInRule, SignInRules } from './sign-in/rule.js'
import type { SignInScene } from './sign-in/scene.js'

export type { Assertion, Certificate, SignIn } from './sign-in/credentials.js'
export type { PersonalWay, SignInRule, SignInRules } from './sign-in/rule.js'
export type { SignInScene } from './sign-in/scene.js'

export function signInFrom(
  rules: SignInRule | SignInRules | null,
  scene: SignInScene,
): SignIn | readonly Finding[] {
  const { purpose, at = () => undefined } = scene
  if (rules && !('way' in rules))
    return signInFromRule(rules[purpose], { ...scene, at: (...path) => at(purpose, ...path) })
  if (rules) return signInFromRule(rules, { ...scene, at })
  if (scene.person) return { way: 'browser', organization: scene.organization, user: null }
  return [finding('sign-in-not-given', {}, at())]
}

export function isSignIn(result: SignIn | readonly Finding[]): result is SignIn {
  return 'way' in result
}
