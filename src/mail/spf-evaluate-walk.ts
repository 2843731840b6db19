/**
 * What one evaluation carries along: the client, the identity, what was asked,
 * and the two budgets that end it (RFC 7208, section 4.6.4).
 */
import { withoutLastDot } from './dns-name.js'
import { printRange, type IpRange } from './ip-range.js'
import { spfLimits } from './limits.js'
import type { SpfAsking } from './spf-evaluate-asking.js'
import { dotted, type SpfIdentity } from './spf-evaluate-client.js'
import { validatedNames, type ValidatedNames } from './spf-evaluate-validated.js'
import {
  expandDomain,
  expandExplanation,
  needsValidatedName,
  type SpfMacroLetter,
  type SpfMacroValues,
} from './spf-macro.js'
import type { SpfAsked } from './spf-trace.js'

export interface SpfWalk {
  readonly client: IpRange
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

export interface NamedByTerm {
  readonly name: string
  /** What had to be asked to know it. */
  readonly asked: readonly SpfAsked[]
}

/** The name that a term of this domain means. */
export function nameOf(
  walk: SpfWalk,
  domain: string,
  text: string | null,
): NamedByTerm | Promise<NamedByTerm> {
  if (text === null) return { name: domain, asked: [] }
  if (!text.includes('%')) return { name: withoutLastDot(text), asked: [] }
  return expandedName(walk, domain, text)
}

async function expandedName(walk: SpfWalk, domain: string, text: string): Promise<NamedByTerm> {
  const { valueOf, asked } = await valuesFor(walk, domain, text)
  return { name: expandDomain(text, valueOf), asked }
}

export async function explanationOf(
  walk: SpfWalk,
  domain: string,
  text: string,
): Promise<string | undefined> {
  const { valueOf } = await valuesFor(walk, domain, text)
  return expandExplanation(text, valueOf)
}

interface ValuesOfMacros {
  readonly valueOf: SpfMacroValues
  readonly asked: readonly SpfAsked[]
}

async function valuesFor(walk: SpfWalk, domain: string, text: string): Promise<ValuesOfMacros> {
  const validated = needsValidatedName(text) ? await validatedOf(walk) : undefined
  const name = validated ? nearest(validated.names, domain) : 'unknown'
  return {
    valueOf: letter => (letter === 'p' ? name : valueOf(walk, domain, letter)),
    asked: validated?.asked ?? [],
  }
}

function valueOf(
  { client, identity, helo, receiver, now }: SpfWalk,
  domain: string,
  letter: Exclude<SpfMacroLetter, 'p'>,
): string {
  switch (letter) {
    case 's':
      return `${identity.localPart}@${identity.domain}`
    case 'l':
      return identity.localPart
    case 'o':
      return identity.domain
    case 'd':
      return domain
    case 'i':
      return dotted(client)
    case 'h':
      return helo
    case 'c':
      return printRange(client)
    case 'r':
      return receiver
    case 't':
      return String(Math.floor(now().getTime() / 1000))
    case 'v':
      return client.version === 4 ? 'in-addr' : 'ip6'
  }
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
