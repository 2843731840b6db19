/**
 * The DNS of a simulated world, never the network: what `dns:` of simulator.yaml
 * says, then the zone files of the spec, then the records of Microsoft that
 * every tenant's SPF record points to.
 *
 * Whoever names a domain in simulator.yaml speaks for all that is below it, as a
 * zone does, down to where it is handed on: what is not written there does not
 * exist. A name below none of these is not "absent": the world outside was not
 * asked, so the answer is a failure, and what rests on it counts as unknown.
 */
import { canonicalName } from '../../mail/dns-name.js'
import { namesAbove, parentOf } from '../../mail/domain-name.js'
import type { DnsAnswer, RecordType, Resolver } from '../drivers.js'
import type { SceneDns } from './scene-dns.js'
import type { ZoneAnswer } from './zone-answers.js'

export interface AnsweringZone {
  readonly origin: string
  answer(name: string, type: RecordType): Promise<ZoneAnswer>
}

export interface SceneResolverOptions {
  readonly dns: SceneDns
  /** Zone files; that of the longest name answers for what both hold. */
  readonly zones: readonly AnsweringZone[]
}

/**
 * Stand-ins for Microsoft's records: one flat record each, so that they cost one
 * look-up as the real ones do. The first is what was published in May 2023; the
 * others, whose addresses no public page of Microsoft lists, name the example
 * network of RFC 5737.
 */
const microsoft: Readonly<Record<string, string>> = {
  'spf.protection.outlook.com':
    'v=spf1 ip4:40.92.0.0/15 ip4:40.107.0.0/16 ip4:52.100.0.0/14 ip4:104.47.0.0/17 ip6:2a01:111:f400::/48 ip6:2a01:111:f403::/49 ip6:2a01:111:f403:8000::/50 ip6:2a01:111:f403:c000::/51 ip6:2a01:111:f403:f000::/52 -all',
  'spf.protection.office365.us': 'v=spf1 ip4:192.0.2.0/24 -all',
  'spf.protection.partner.outlook.cn': 'v=spf1 ip4:192.0.2.0/24 -all',
}

const mostAliases = 8

export function createSceneResolver({ dns, zones }: SceneResolverOptions): Resolver {
  const byOrigin = new Map(zones.map(zone => [zone.origin, zone]))
  const above = new Set([...dns.keys()].flatMap(namesAbove))
  const scene = { dns, above, zones: byOrigin }
  return async (name, type) => {
    let asked = canonicalName(name)
    for (let step = 0; step <= mostAliases; step += 1) {
      const answer = await answerOf(scene, asked, type)
      if (answer.status !== 'elsewhere') return answer
      if (answer.name === asked) return fromMicrosoft(asked, type)
      asked = answer.name
    }
    return { status: 'servfail', records: [] }
  }
}

interface Scene {
  readonly dns: SceneDns
  /** The names above those of `dns`. */
  readonly above: ReadonlySet<string>
  readonly zones: ReadonlyMap<string, AnsweringZone>
}

async function answerOf(
  { dns, above, zones }: Scene,
  name: string,
  type: RecordType,
): Promise<ZoneAnswer> {
  const scene = dns.get(name) ?? wildcardIn(dns, name)
  const said = scene?.get(type)
  if (said) return { status: said.length > 0 ? 'ok' : 'nodata', records: said }
  const [alias] = scene?.get('CNAME') ?? []
  if (typeof alias === 'string' && type !== 'CNAME' && alias !== name)
    return { status: 'elsewhere', name: alias }
  // From the name upwards, so the longest zone is met first, and no other is asked.
  for (let at: string | undefined = name; at !== undefined; at = parentOf(at)) {
    const zone = zones.get(at)
    if (!zone) continue
    const answer = await zone.answer(name, type)
    if (answer.status !== 'elsewhere' || answer.name !== name) return answer
  }
  if (scene) return { status: 'nodata', records: [] }
  if (microsoft[name] !== undefined || !isSpokenFor(dns, zones, name))
    return { status: 'elsewhere', name }
  // A name that others stand below exists, though it has no records.
  return { status: above.has(name) ? 'nodata' : 'nxdomain', records: [] }
}

/**
 * Whether the nearest name above that anybody knows is one of simulator.yaml. A
 * zone file of that name was asked, and handed the name on; a name with nothing
 * but NS records below another one hands it on, too.
 */
function isSpokenFor(
  dns: SceneDns,
  zones: ReadonlyMap<string, AnsweringZone>,
  name: string,
): boolean {
  const [nearest, ...others] = namesAbove(name).filter(at => dns.has(at) || zones.has(at))
  if (nearest === undefined || zones.has(nearest)) return false
  const types = [...(dns.get(nearest)?.keys() ?? [])]
  const isHandedOn = types.length > 0 && types.every(type => type === 'NS')
  return !(isHandedOn && others.length > 0)
}

/** The records of `*.` right below the nearest name above that the scene knows. */
function wildcardIn(dns: SceneDns, name: string): ReturnType<SceneDns['get']> {
  for (let at = parentOf(name); at !== undefined; at = parentOf(at)) {
    const wildcard = dns.get(`*.${at}`)
    if (wildcard || dns.has(at)) return wildcard
  }
  return undefined
}

function fromMicrosoft(name: string, type: RecordType): DnsAnswer {
  const record = microsoft[name]
  if (record === undefined) return { status: 'servfail', records: [] }
  return type === 'TXT' ? { status: 'ok', records: [[record]] } : { status: 'nodata', records: [] }
}
