/**
 * Whether a mechanism matches the client (RFC 7208, section 5): all of them but
 * `include`, which opens another record.
 */
import { hasFailed } from './dns-status.js'
import { containsRange, type IpRange } from './ip-range.js'
import { canBeAsked, isVoid } from './spf-evaluate-asking.js'
import { addressesIn, addressType, hostName, mostHosts } from './spf-evaluate-validated.js'
import { isOverVoidLookups, nameOf, validatedOf, type SpfWalk } from './spf-evaluate-walk.js'
import type { SpfDirectTerm } from './spf-direct.js'
import type { SpfMechanism } from './spf-term.js'
import type { SpfAsked, SpfReason } from './spf-trace.js'

export interface MechanismTrial {
  readonly outcome: 'match' | 'no-match' | 'temperror' | 'permerror'
  /** Why it ends the evaluation; null where it does not match. */
  readonly reason: SpfReason | null
  readonly name: string | null
  readonly asked: readonly SpfAsked[]
}

type Mechanism<Name extends SpfMechanism['name']> = Extract<SpfMechanism, { readonly name: Name }>
type Ending = Pick<MechanismTrial, 'outcome' | 'reason'>

const match: Ending = { outcome: 'match', reason: 'match' }
const noMatch: Ending = { outcome: 'no-match', reason: null }
const dnsError: Ending = { outcome: 'temperror', reason: 'dns-error' }
const tooManyVoid: Ending = { outcome: 'permerror', reason: 'too-many-void-lookups' }

// All evaluations share these.
const nothingAsked = Object.freeze([])
const directMatch: MechanismTrial = Object.freeze({ ...match, name: null, asked: nothingAsked })
const directNoMatch: MechanismTrial = Object.freeze({ ...noMatch, name: null, asked: nothingAsked })

const matching = (is: boolean): Ending => (is ? match : noMatch)

/** `ip4`, `ip6` and `all` say at once whether they match. */
export function tryDirect(walk: SpfWalk, term: SpfDirectTerm): MechanismTrial {
  const isMatch = term.name === 'all' || containsRange(term.range, walk.client)
  return isMatch ? directMatch : directNoMatch
}

/** The mechanisms that ask the DNS. */
export async function tryName(
  walk: SpfWalk,
  domain: string,
  term: Mechanism<'a' | 'mx' | 'exists' | 'ptr'>,
): Promise<MechanismTrial> {
  const { name, asked: before } = await nameOf(walk, domain, term.domain)
  const asked = [...before]
  // A name that no question can be made of has no addresses.
  const { outcome, reason } = canBeAsked(name) ? await tryWith(walk, term, name, asked) : noMatch
  return { outcome, reason, name, asked }
}

async function tryWith(
  walk: SpfWalk,
  term: Mechanism<'a' | 'mx' | 'exists' | 'ptr'>,
  name: string,
  asked: SpfAsked[],
): Promise<Ending> {
  const { client, asking } = walk
  switch (term.name) {
    case 'a': {
      const answer = await asking.ask(name, addressType(client))
      return counted(walk, answer, asked) ?? matching(isAmong(client, term, answer))
    }
    case 'exists': {
      // Even for a client of IPv6 (section 5.7).
      const answer = await asking.ask(name, 'A')
      return counted(walk, answer, asked) ?? matching(!isVoid(answer))
    }
    case 'mx':
      return await tryHosts(walk, term, name, asked)
    case 'ptr':
      return await tryPointers(walk, name, asked)
  }
}

async function tryHosts(
  walk: SpfWalk,
  term: Mechanism<'mx'>,
  name: string,
  asked: SpfAsked[],
): Promise<Ending> {
  const exchanges = await walk.asking.ask(name, 'MX')
  const ended = counted(walk, exchanges, asked)
  if (ended) return ended
  if (exchanges.records.length > mostHosts) return { outcome: 'permerror', reason: 'too-many-mx' }
  for (const record of exchanges.records) {
    const host = hostName(exchangeOf(record))
    if (!canBeAsked(host)) continue
    const answer = await walk.asking.ask(host, addressType(walk.client))
    asked.push(answer)
    if (hasFailed(answer)) return dnsError
    if (isAmong(walk.client, term, answer)) return match
  }
  return noMatch
}

async function tryPointers(walk: SpfWalk, name: string, asked: SpfAsked[]): Promise<Ending> {
  const validated = await validatedOf(walk)
  asked.push(...validated.asked.filter(one => !asked.includes(one)))
  const [pointer] = validated.asked
  if (pointer && isVoid(pointer)) walk.voidLookups += 1
  if (isOverVoidLookups(walk)) return tooManyVoid
  const target = name.toLowerCase()
  return matching(validated.names.some(one => `.${one.toLowerCase()}`.endsWith(`.${target}`)))
}

/** Notes the answer to a term's own question; what it ends the evaluation with, if it does. */
function counted(walk: SpfWalk, answer: SpfAsked, asked: SpfAsked[]): Ending | undefined {
  asked.push(answer)
  if (hasFailed(answer)) return dnsError
  if (isVoid(answer)) walk.voidLookups += 1
  return isOverVoidLookups(walk) ? tooManyVoid : undefined
}

/** Of a stranger's object, which may throw when it is looked at. */
function exchangeOf(record: unknown): unknown {
  try {
    return (record as { readonly exchange?: unknown } | null)?.exchange
  } catch {
    return undefined
  }
}

function isAmong(
  client: IpRange,
  { prefix4, prefix6 }: Mechanism<'a' | 'mx'>,
  answer: SpfAsked,
): boolean {
  const prefix = client.version === 4 ? prefix4 : prefix6
  return addressesIn(answer).some(({ version, address }) =>
    containsRange({ version, address, prefix }, client),
  )
}
