/**
 * What two specs claim at once. Microsoft finds the tenant of a message by its
 * certificate or sender, and a connector by its address; an address or a
 * certificate that two tenants know sends mail astray. Nobody sees it within
 * one spec, so this looks at all that are run together.
 */
import { finding, type Finding } from '../findings.js'
import { compareRanges, containsRange, printRange, type IpRange } from '../mail/ip-range.js'
import { compareText } from './compare-text.js'
import type { Compiled } from './compiled.js'
import { wantedOf } from './wanted-kinds.js'

export interface Stack {
  readonly name: string
  readonly compiled: Compiled
}

/** A finding, and the stack whose files its place is in. */
export interface Clash {
  readonly stack: string
  readonly finding: Finding
}

/** Each clash is told at both ends. */
export function clashes(stacks: readonly Stack[]): readonly Clash[] {
  const claims = stacks.flatMap(claimsOf)
  return Object.freeze([...addressClashes(claims), ...certificateClashes(claims)])
}

interface Claim {
  readonly stack: string
  readonly key: string
  readonly name: string
  readonly ranges: readonly IpRange[]
  readonly certificate: string | null
  readonly place: Finding['place']
}

function claimsOf({ name: stack, compiled }: Stack): readonly Claim[] {
  return wantedOf(compiled.wanted, 'inbound-connector').map(({ key, desired, because }) => ({
    stack,
    key,
    name: desired.name,
    ranges: desired.egressIps,
    certificate: desired.certificate,
    place: because.find(one => one.place)?.place,
  }))
}

/** One sweep in the order of addresses: of two CIDR blocks that meet, one holds the other. */
function addressClashes(claims: readonly Claim[]): readonly Clash[] {
  const sorted = claims
    .flatMap(claim => claim.ranges.map(range => ({ claim, range })))
    .sort(
      (one, other) =>
        compareRanges(one.range, other.range) || compareText(one.claim.stack, other.claim.stack),
    )
  const open: (typeof sorted)[number][] = []
  const found: Clash[] = []
  for (const one of sorted) {
    for (let last = open.at(-1); last && !containsRange(last.range, one.range); last = open.at(-1))
      open.pop()
    for (const outer of open)
      if (outer.claim.stack !== one.claim.stack) {
        const address = printRange(one.range)
        found.push(addressClash(address, outer.claim, one.claim))
        found.push(addressClash(address, one.claim, outer.claim))
      }
    open.push(one)
  }
  return found
}

function addressClash(address: string, here: Claim, there: Claim): Clash {
  const facts = { address, connector: here.name, other: there.name, spec: there.stack }
  return { stack: here.stack, finding: finding('address-in-two-specs', facts, here.place) }
}

function certificateClashes(claims: readonly Claim[]): readonly Clash[] {
  const byName = new Map<string, Claim[]>()
  for (const claim of claims) {
    if (claim.certificate === null) continue
    const known = byName.get(claim.certificate)
    if (known) known.push(claim)
    else byName.set(claim.certificate, [claim])
  }
  return [...byName].flatMap(([certificate, sharing]) =>
    sharing.flatMap(here => {
      const others = sharing.filter(one => one.stack !== here.stack).map(one => one.stack)
      if (others.length === 0) return []
      const facts = { certificate, specs: others.join(', ') }
      return [
        { stack: here.stack, finding: finding('certificate-in-two-specs', facts, here.place) },
      ]
    }),
  )
}
