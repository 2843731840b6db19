/**
 * What one evaluation carries along: the client, the identity, what was asked,
 * and the two budgets that end it (RFC 7208, section 4.6.4).
 */
import { spfLimits } from './limits.js'
import type { SpfAsking } from './spf-evaluate-asking.js'
import type { SpfClient, SpfIdentity } from './spf-evaluate-client.js'
import { validatedNames, type ValidatedNames } from './spf-evaluate-validated.js'
import {
  expandDomain,
  expandExplanation,
  needsValidatedName,
  type SpfMacroValues,
} from './spf-macro.js'
import type { SpfAsked } from './spf-trace.js'

export interface SpfWalk {
  readonly client: SpfClient
  readonly identity: SpfIdentity
  readonly helo: string
  readonly receiver: string
  readonly now: () => Date
  readonly asking: SpfAsking
  lookups: number
  voidLookups: number
  /** Asked once, whatever number of terms and macros need them. */
  validated: Promise<ValidatedNames> | undefined
}

export function isOverLookups(walk: SpfWalk): boolean {
  return walk.lookups > spfLimits.lookups.value
}

export function isOverVoidLookups(walk: SpfWalk): boolean {
  return walk.voidLookups > spfLimits.voidLookups.value
}

export function validatedOf(walk: SpfWalk): Promise<ValidatedNames> {
  walk.validated ??= validatedNames(walk.client, walk.asking)
  return walk.validated
}

/** The name that a term of this domain means, and what had to be asked to know it. */
export async function nameOf(
  walk: SpfWalk,
  domain: string,
  text: string | null,
): Promise<{ readonly name: string; readonly asked: readonly SpfAsked[] }> {
  if (text === null) return { name: domain, asked: [] }
  if (!text.includes('%')) return { name: expandDomain(text, noValues), asked: [] }
  const { values, asked } = await valuesFor(walk, domain, text)
  return { name: expandDomain(text, values), asked }
}

export async function explanationOf(
  walk: SpfWalk,
  domain: string,
  text: string,
): Promise<string | undefined> {
  const { values } = await valuesFor(walk, domain, text)
  return expandExplanation(text, values)
}

const noValues: SpfMacroValues = Object.freeze({
  s: '',
  l: '',
  o: '',
  d: '',
  i: '',
  p: '',
  h: '',
  c: '',
  r: '',
  t: '',
  v: '',
})

async function valuesFor(
  walk: SpfWalk,
  domain: string,
  text: string,
): Promise<{ readonly values: SpfMacroValues; readonly asked: readonly SpfAsked[] }> {
  const { client, identity } = walk
  const validated = needsValidatedName(text) ? await validatedOf(walk) : undefined
  const values: SpfMacroValues = {
    s: `${identity.localPart}@${identity.domain}`,
    l: identity.localPart,
    o: identity.domain,
    d: domain,
    i: client.dotted,
    p: validated ? nearest(validated.names, domain) : 'unknown',
    h: walk.helo,
    c: client.text,
    r: walk.receiver,
    t: String(Math.floor(walk.now().getTime() / 1000)),
    v: client.address.version === 4 ? 'in-addr' : 'ip6',
  }
  return { values, asked: validated?.asked ?? [] }
}

/** The domain itself before a name below it, before any other (section 7.3). */
function nearest(names: readonly string[], domain: string): string {
  const own = domain.toLowerCase()
  return (
    names.find(name => name.toLowerCase() === own) ??
    names.find(name => name.toLowerCase().endsWith(`.${own}`)) ??
    names[0] ??
    'unknown'
  )
}
