/**
 * What a record means for every address there is: the whole address space cut
 * into parts, each with the result that receivers reach for it. It is evaluation
 * (RFC 7208) done for all addresses at once, so that two records can be compared
 * by what they do and not by their text.
 *
 * Addresses that took another way through the record have asked another number
 * of questions, so each group of them carries its own counts. What could not be
 * looked into (a macro, `ptr`, a name server that kept silent, or all that stands
 * in the DNS where no resolver is given) is named in `unless`: it may decide for
 * these addresses first.
 */
import { everyAddress, everyIpv4, everyIpv6, isEmpty, type AddressSet } from './address-set.js'
import { spfLimits } from './limits.js'
import { firstMatches, resultOf, runOfDirect } from './spf-direct.js'
import { merged, settled, type SpfPart } from './spf-part.js'
import {
  asResult,
  joinSteps,
  part,
  spend,
  within,
  without,
  type Decided,
  type Group,
  type Step,
} from './spf-step.js'
import { namedTerm, plainName, type SpfResolver } from './spf-lookups.js'
import { addressesOfHosts, recordAt } from './spf-answers.js'
import { parseSpf } from './spf.js'
import type { SpfMechanism, SpfQualifier, SpfTerm } from './spf-term.js'

export interface SpfWorld {
  /** Without one, all that stands in the DNS stays open. */
  readonly resolve?: SpfResolver | undefined
  /** The domain of the record: what a bare `a` or `mx` asks for. */
  readonly domain?: string | undefined
}

/**
 * The parts of the address space, each with its result; they share no address and leave
 * none out. null is no record, and a list several at one name, which receivers give up.
 */
export async function meaningOf(
  record: string | null | readonly string[],
  { resolve, domain }: SpfWorld = {},
): Promise<readonly SpfPart[]> {
  if (isList(record)) return settled([{ addresses: everyAddress, result: 'permerror', unless: [] }])
  if (record === null) return settled([{ addresses: everyAddress, result: 'none', unless: [] }])
  const start = { addresses: everyAddress, lookups: 0, voids: 0, unless: [] }
  return settled(await decide(record, { resolve, domain }, [start]))
}

function isList(record: string | null | readonly string[]): record is readonly string[] {
  return typeof record === 'object' && record !== null
}

async function decide(
  record: string,
  world: SpfWorld,
  arriving: readonly Group[],
): Promise<readonly Decided[]> {
  const { terms: all, faults } = parseSpf(record)
  // A modifier between two addresses must not part them: each cut is a walk over all.
  const terms = all.filter(term => term.kind !== 'modifier')
  if (faults.length > 0) return arriving.map(asResult('permerror'))
  const decided: Decided[] = []
  let left = arriving
  for (let at = 0; at < terms.length && left.length > 0; at += 1) {
    const direct = runOfDirect(terms, at)
    const term = terms[at]
    const step =
      direct.length > 0 ? matchDirect(direct, left) : await matchLookup(term, world, left)
    decided.push(...step.decided)
    left = merged(step.left)
    at += Math.max(0, direct.length - 1)
  }
  return left.length === 0 ? decided : [...decided, ...(await decideRest(all, world, left))]
}

/** Terms that ask nothing: one cut of each group for all of them. */
function matchDirect(terms: readonly SpfTerm[], groups: readonly Group[]): Step {
  const { matches, matched } = firstMatches(terms)
  return {
    decided: groups.flatMap(group =>
      matches.map(({ qualifier, addresses }) => part(group, addresses, resultOf(qualifier))),
    ),
    left: groups.map(group => without(group, matched)),
  }
}

async function matchLookup(
  term: SpfTerm | undefined,
  world: SpfWorld,
  groups: readonly Group[],
): Promise<Step> {
  if (term?.kind !== 'mechanism') return { decided: [], left: groups }
  const { decided, left } = spend(groups)
  const steps: Step[] = [{ decided, left: [] }]
  for (const group of left) steps.push(await matchOne(term, world, group))
  return joinSteps(steps)
}

async function matchOne(term: SpfMechanism, world: SpfWorld, group: Group): Promise<Step> {
  if (term.name === 'include') return await matchInclude(term, term.domain, world, group)
  if (term.name === 'a' || term.name === 'mx') return await matchHosts(term, world, group)
  // `exists` and `ptr` ask for the address of the sender: nobody can tell for all at once.
  return open(term, world, group)
}

async function matchInclude(
  term: SpfMechanism,
  target: string,
  world: SpfWorld,
  group: Group,
): Promise<Step> {
  const found = await recordAt(world.resolve, plainName(target))
  if (found.state === 'open') return open(term, world, group)
  if (found.state === 'wrong') return { decided: [asResult('permerror')(group)], left: [] }
  const inner = { ...world, domain: found.name }
  const named = namedTerm(term, world.domain)
  const results = await decide(found.record, inner, [{ ...group, unless: [] }])
  const steps = settled(results).map(one => afterInclude(term.qualifier, named, group, one))
  return joinSteps(steps)
}

function afterInclude(
  qualifier: SpfQualifier,
  named: string,
  outer: Group,
  { result, ...inner }: Decided,
): Step {
  const here = { ...inner, unless: outer.unless }
  const uncertain = { ...inner, unless: [...outer.unless, named] }
  const openPass = inner.unless.some(isPass)
  if (result === 'permerror')
    return { decided: [asResult(result)(openPass ? uncertain : here)], left: [] }
  if (result === 'pass' && inner.unless.every(isPass))
    return { decided: [asResult(resultOf(qualifier))(here)], left: [] }
  const mayPass = openPass || result === 'pass' || result === 'unknown'
  return { decided: [], left: [mayPass ? uncertain : here] }
}

async function matchHosts(
  term: SpfMechanism & { name: 'a' | 'mx' },
  world: SpfWorld,
  group: Group,
): Promise<Step> {
  const name = term.domain === null ? (world.domain ?? null) : plainName(term.domain)
  const steps: Step[] = []
  for (const version of [4, 6] as const) {
    const here = within(group, version === 4 ? everyIpv4 : everyIpv6)
    if (isEmpty(here.addresses)) continue
    const found = await addressesOfHosts(world.resolve, name, term, version)
    if (found.state === 'open') steps.push(open(term, world, here))
    else if (found.state === 'wrong')
      steps.push({ decided: [asResult('permerror')(here)], left: [] })
    else steps.push(matchFound(term.qualifier, found, here))
  }
  return joinSteps(steps)
}

function matchFound(
  qualifier: SpfQualifier,
  { addresses, voids }: { readonly addresses: AddressSet; readonly voids: number },
  group: Group,
): Step {
  const hit = part(group, addresses, resultOf(qualifier))
  const rest = without({ ...group, voids: group.voids + voids }, addresses)
  return rest.voids > spfLimits.voidLookups.value
    ? { decided: [hit, asResult('permerror')(rest)], left: [] }
    : { decided: [hit], left: [rest] }
}

/** Behind the last term: where `redirect` leads, or neutral. */
async function decideRest(
  terms: readonly SpfTerm[],
  world: SpfWorld,
  groups: readonly Group[],
): Promise<readonly Decided[]> {
  const redirect = terms.find(term => term.kind === 'modifier' && term.name === 'redirect')
  if (redirect?.kind !== 'modifier') return groups.map(asResult('neutral'))
  const { decided, left } = spend(groups)
  if (left.length === 0) return decided
  const found = await recordAt(world.resolve, plainName(redirect.value))
  if (found.state === 'wrong') return [...decided, ...left.map(asResult('permerror'))]
  if (found.state === 'open')
    return [
      ...decided,
      ...left.map(group => ({
        ...group,
        unless: [...group.unless, namedTerm(redirect, world.domain)],
        result: 'unknown' as const,
      })),
    ]
  return [...decided, ...(await decide(found.record, { ...world, domain: found.name }, left))]
}

function open(term: SpfMechanism, { domain }: SpfWorld, group: Group): Step {
  return {
    decided: [],
    left: [{ ...group, unless: [...group.unless, namedTerm(term, domain)] }],
  }
}

function isPass(term: string): boolean {
  return !/^[-~?]/.test(term)
}
