/**
 * What the policy pack (policy/) looks at: rules over resources as Pulumi shows
 * them, whoever made them, so that a program of one's own is held to what a spec
 * is held to. What the provider refuses anyway is not repeated here; a policy is
 * about what is possible and not wanted.
 *
 * The judgement is that of compile and of mail. Pure: it knows no SDK.
 */
import { compareText } from '../compile/compare-text.js'
import { notPublic } from '../compile/egress.js'
import { finding, type Finding } from '../findings.js'
import { overlaps, parseRange, printRange, sizeOf, type IpRange } from '../mail/ip-range.js'
import { changeAll } from '../mail/spf-all.js'
import { parseSpf } from '../mail/spf.js'
import { typeToken } from './type-token.js'

/** A resource as a policy sees it. */
export interface Judged {
  readonly type: string
  readonly urn: string
  readonly properties: Readonly<Record<string, unknown>>
}

export interface Violation {
  readonly urn: string
  readonly why: Finding
}

export type Settings = Readonly<Record<string, unknown>>

interface Named {
  /** What `--policy-pack-config` calls it. */
  readonly name: string
  /** One sentence that says what holds where it is kept. */
  readonly description: string
  readonly level: 'mandatory' | 'advisory'
  /** JSON Schema of what can be set, with defaults. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface ResourcePolicy extends Named {
  readonly of: 'resource'
  readonly judge: (one: Judged, settings: Settings) => readonly Finding[]
}

export interface StackPolicy extends Named {
  readonly of: 'stack'
  readonly judge: (all: readonly Judged[]) => readonly Violation[]
}

const [connector, mailbox, smtpAuth, spfRecord] = [
  'inbound-connector',
  'shared-mailbox',
  'smtp-auth',
  'spf-record',
].map(typeToken)

export const policies: readonly (ResourcePolicy | StackPolicy)[] = Object.freeze([
  {
    name: 'connector-addresses-are-public',
    of: 'resource',
    level: 'mandatory',
    description: 'A connector knows public addresses only: others belong to nobody, or to many.',
    judge({ type, properties }) {
      if (type !== connector) return []
      const site = nameOf(properties)
      return rangesOf(properties).flatMap(
        range => notPublic([range], { site, address: printRange(range) }) ?? [],
      )
    },
  },
  {
    name: 'connector-range-is-narrow',
    of: 'resource',
    level: 'mandatory',
    description:
      'A connector knows few addresses: every machine behind one of them may send as the tenant.',
    settings: { widest: { type: 'integer', minimum: 24, maximum: 32, default: 28 } },
    judge({ type, properties }, settings) {
      if (type !== connector) return []
      const name = textOf(properties.name)
      const widest = Number(settings.widest ?? 28)
      return rangesOf(properties)
        .filter(({ prefix }) => prefix < widest)
        .map(one => {
          const facts = { name, widest, range: printRange(one), count: String(sizeOf(one)) }
          return finding('policy-range-too-wide', facts)
        })
    },
  },
  {
    name: 'connectors-share-no-address',
    of: 'stack',
    level: 'mandatory',
    description: 'An address belongs to one connector, so that a change at a site hits no other.',
    judge: sharedAddresses,
  },
  {
    name: 'smtp-auth-is-needed',
    of: 'resource',
    level: 'mandatory',
    description: 'SMTP AUTH is on only where a device signs in: passwords are guessed there first.',
    settings: { neededFor: { type: 'array', items: { type: 'string' }, default: [] } },
    judge({ type, urn, properties }, { neededFor }) {
      const isOn =
        (type === mailbox && properties.smtpAuth === true) ||
        (type === smtpAuth && properties.enabled === true)
      // A spec turns it on for the device that signs in, and for nothing else.
      if (!isOn || isOfSpec(urn)) return []
      const address = textOf(properties.address)
      const needed = textsOf(neededFor).some(one => one.toLowerCase() === address.toLowerCase())
      return needed ? [] : [finding('policy-smtp-auth-not-needed', { address })]
    },
  },
  {
    name: 'mailbox-is-hidden',
    of: 'resource',
    level: 'advisory',
    description: 'A mailbox of devices stands in no address list.',
    judge({ type, properties }) {
      if (type !== mailbox || properties.hidden !== false) return []
      return [finding('policy-mailbox-is-visible', { address: textOf(properties.address) })]
    },
  },
  {
    name: 'spf-is-not-weakened',
    of: 'resource',
    level: 'mandatory',
    description: 'An SPF record goes on refusing strangers.',
    judge({ type, properties }) {
      if (type !== spfRecord) return []
      const domain = textOf(properties.domain)
      const { weaken } = properties
      const reason = typeof weaken === 'string' ? weaken : null
      const may = reason === null ? [] : [finding('policy-spf-may-weaken', { domain, reason })]
      const policy = { domain, all: 'keep', weaken: null, newAll: '~' } as const
      return [...may, ...changeAll(policy, parseSpf(textOf(properties.record))).findings]
    },
  },
])

function sharedAddresses(all: readonly Judged[]): readonly Violation[] {
  // The engine tells resources in the order in which they were done.
  const claims = all
    .filter(({ type }) => type === connector)
    .sort((one, other) => compareText(one.urn, other.urn))
    .flatMap(({ urn, properties }) =>
      rangesOf(properties).map(range => ({ urn, range, site: nameOf(properties) })),
    )
  return claims.flatMap(({ urn, range, site }, index) => {
    const other = claims.slice(0, index).find(one => one.urn !== urn && overlaps(one.range, range))
    if (!other) return []
    const facts = { address: printRange(range), site, other: other.site, where: '' }
    return [{ urn, why: finding('egress-claimed-twice', facts) }]
  })
}

/** Whether `MailDevices` made it, of a spec. */
function isOfSpec(urn: string): boolean {
  return (urn.split('::')[2] ?? '').split('$').includes(typeToken('tenant'))
}

function nameOf({ site, name }: Judged['properties']): string {
  return textOf(site) || textOf(name)
}

function rangesOf({ egressIps }: Judged['properties']): readonly IpRange[] {
  return textsOf(egressIps).flatMap(text => parseRange(text) ?? [])
}

function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.filter(one => typeof one === 'string')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
