/**
 * Who signs in when a device submits mail as a client: in which way, at which
 * mailbox, and what stands against it.
 *
 * We lean on this fact: the account of a shared mailbox cannot sign in. So a
 * password or a person's token needs a licensed user mailbox, which is not ours
 * to make, while an application alone may use a shared mailbox of ours. That
 * the mailbox exists and is a user's is for judge to see.
 */
import { finding, type Finding, type Place } from '../findings.js'
import { basicAuthRetirement } from '../mail/limits.js'
import type { Device, SignInWay } from '../spec/spec.js'
import type { SenderRules } from './sender-rules.js'

export interface SignIn {
  /** The best way that the device knows; null where it knows none. */
  readonly way: SignInWay | null
  readonly address: string | null
  /** What stands against it, and what to change; null where nothing does. */
  readonly obstacle: { readonly sentence: string; readonly change: string } | null
}

/** Best first: no person's token to renew, then no password. */
const ways: readonly SignInWay[] = ['oauth-app', 'oauth-user', 'basic']

export const signInWords: Readonly<Record<SignInWay, string>> = Object.freeze({
  'oauth-app': 'OAuth as an application alone',
  'oauth-user': 'OAuth on behalf of a user',
  basic: 'user name and password',
})

export function signInOf(device: Device, rules: SenderRules): SignIn {
  const way = ways.find(one => device.auth.includes(one)) ?? null
  if (way === null) return { way, address: null, obstacle: null }
  return way === 'oauth-app' ? byApplication(device, rules) : byUser(device, rules, way)
}

function byApplication(device: Device, rules: SenderRules): SignIn {
  const way = 'oauth-app'
  const named = device.signIn ?? firstSender(device)
  if (named === null) return { way, address: null, obstacle: noMailbox }
  const { kind, address } = rules.mailboxOf(named)
  if (kind !== 'none') return { way, address, obstacle: null }
  const sentence = `${address} has no mailbox to sign in to, since its rule says \`mailbox: none\``
  const change = `\`signIn:\` with the address of a mailbox, or a mailbox for ${address}`
  return { way, address, obstacle: { sentence, change } }
}

function byUser(device: Device, rules: SenderRules, way: SignInWay): SignIn {
  const named = device.signIn ?? soleExistingSender(device, rules)
  if (named === null) return { way, address: null, obstacle: noMailbox }
  const rule = rules.exact(named)
  if (!rule || rule.mailbox === 'existing') return { way, address: named, obstacle: null }
  const what = rule.aliasOf === null ? describe[rule.mailbox] : 'an alias'
  const sentence = `${named} is ${what}, so it has no account that can sign in by ${signInWords[way]}`
  const change = `\`mailbox: existing\` for ${named} under \`senders\` if it is a licensed user mailbox, or another \`signIn:\``
  return { way, address: named, obstacle: { sentence, change } }
}

/** That the password, by which a device or a relay signs in, will be taken no longer. */
export function basicSignInEnds(device: string, place: Place | undefined): Finding {
  const { offByDefault, finalDateAnnounced } = basicAuthRetirement
  const facts = { way: signInWords.basic, day: offByDefault.value, last: finalDateAnnounced.value }
  return finding('basic-sign-in-ends', { device, ...facts }, place)
}

const describe = { shared: 'a shared mailbox', none: 'an address without mailbox', existing: '' }

const noMailbox = Object.freeze({
  sentence: 'No mailbox is named that signs in',
  change: '`signIn:` with the address of a licensed user mailbox',
})

function firstSender({ from }: Device): string | null {
  return from.kind === 'each-user' ? from.envelope : (from.addresses[0] ?? null)
}

function soleExistingSender({ from }: Device, rules: SenderRules): string | null {
  const [only, ...more] = from.kind === 'each-user' ? [] : from.addresses
  if (only === undefined || more.length > 0) return null
  return rules.exact(only)?.mailbox === 'existing' ? only : null
}
