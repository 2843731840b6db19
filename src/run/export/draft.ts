/**
 * A first spec for what a tenant holds, as data. What cannot be told from the
 * tenant is left to a person; what is nobody's business here is named, not taken.
 */
import { matchesPattern } from '../../mail/mail-address.js'
import type { SeenConnector, SeenMailbox, TenantThings } from './tenant-things.js'

/**
 * `ours`: it bears our mark. `adopt`: it is taken over as it is. `existing`: it
 * is used and left alone, since as ours something of it would change.
 */
export type Treatment = 'ours' | 'adopt' | 'existing'

export interface DraftSite {
  readonly name: string
  readonly connector: SeenConnector
  readonly treatment: Treatment
  /** What would change if it were ours; null where nothing would. */
  readonly change: string | null
}

export interface DraftSender {
  readonly mailbox: SeenMailbox
  readonly treatment: Treatment
  readonly device: string
  /** As for a site. */
  readonly change: string | null
}

export interface Draft {
  readonly domains: readonly string[]
  /** The address that stands for the devices of a site, and whether a rule for it is still needed. */
  readonly placeholder: { readonly address: string; readonly isNew: boolean }
  readonly sites: readonly DraftSite[]
  readonly senders: readonly DraftSender[]
  /** Devices that sign in to a person's mailbox, by its address. */
  readonly signIns: readonly { readonly device: string; readonly address: string }[]
  /** What there is beside, each with why it is not described. */
  readonly leftOut: readonly string[]
}

export interface DraftOptions {
  readonly spec: string
  readonly organization: string
  /** What the spec has already, in lower case: domains, names of connectors, addresses. */
  readonly known: ReadonlySet<string>
  /** Addresses and patterns of shared mailboxes that devices send as. */
  readonly mailboxes: readonly string[]
  /** What would change in a thing if it were ours, by `kind:key`. */
  readonly changes: ReadonlyMap<string, string>
}

export function draftOf(things: TenantThings, options: DraftOptions): Draft {
  const { spec, known, changes } = options
  const leftOut: string[] = []
  const name = namer()
  const sites: DraftSite[] = []
  for (const connector of things.connectors) {
    const why = whyNoSite(connector, spec)
    if (known.has(connector.name.toLowerCase())) continue
    if (why !== null) leftOut.push(`connector "${connector.name}": ${why}`)
    else {
      const own = connector.markedBy === spec ? siteInMark(connector) : null
      const site = name(own ?? connector.name.replace(/^devices (?:at|with certificate) /iu, ''))
      const key = connector.certificate === null ? site : `certificate:${connector.certificate}`
      const change = changes.get(`inbound-connector:${key}`) ?? null
      sites.push({
        name: site,
        connector,
        treatment: treatmentOf(change, connector.markedBy === spec),
        change,
      })
    }
  }
  const senders: DraftSender[] = []
  for (const mailbox of things.mailboxes) {
    if (known.has(mailbox.address)) continue
    const why = whyNoSender(mailbox, options)
    if (why !== null) leftOut.push(`shared mailbox ${mailbox.address}: ${why}`)
    else {
      const change = changes.get(`shared-mailbox:${mailbox.address}`) ?? null
      senders.push({
        mailbox,
        device: name(localPart(mailbox.address)),
        treatment: treatmentOf(change, mailbox.markedBy === spec),
        change,
      })
    }
  }
  const signIns = things.signedInTo
    .filter(address => !known.has(address))
    .map(address => ({ address, device: name(localPart(address)) }))
  const domains = things.domains.filter(domain => !known.has(domain))
  const [home = options.organization] = things.domains
  const address = `devices@${home}`
  const placeholder = { address, isNew: sites.length > 0 && !known.has(address) }
  return { domains, placeholder, sites, senders, signIns, leftOut }
}

/** What is ours already stays so: its difference is drift, and the plan tells it. */
function treatmentOf(change: string | null, isOurs: boolean): Treatment {
  if (isOurs) return 'ours'
  return change === null ? 'adopt' : 'existing'
}

function whyNoSite(connector: SeenConnector, spec: string): string | null {
  const { markedBy, type, source, enabled, senderIpAddresses, certificate } = connector
  if (markedBy !== null && markedBy !== spec) return `belongs to the spec ${markedBy}`
  if (type.toLowerCase() !== 'onpremises') return 'is of a partner and lets no device relay'
  if (source === 'HybridWizard') return 'is of the hybrid wizard'
  if (!enabled) return 'is switched off'
  if (senderIpAddresses.length === 0 && certificate === null)
    return 'knows no address and no certificate'
  return null
}

function whyNoSender(mailbox: SeenMailbox, { spec, mailboxes }: DraftOptions): string | null {
  const { address, markedBy, smtpAuth } = mailbox
  if (markedBy === spec || smtpAuth === true) return null
  if (markedBy !== null) return `belongs to the spec ${markedBy}`
  const named = mailboxes.some(one => matchesPattern(one.toLowerCase(), address))
  return named ? null : 'name it with --mailbox if devices send as it'
}

function siteInMark({ markedKey }: SeenConnector): string | null {
  return markedKey === null || markedKey.startsWith('certificate:') ? null : markedKey
}

function localPart(address: string): string {
  return address.slice(0, address.lastIndexOf('@'))
}

/** Names that a spec takes, each given once. */
function namer(): (wish: string) => string {
  const given = new Set<string>()
  return wish => {
    const bare = wish.toLowerCase().replace(/[^a-z0-9._-]+/gu, '-')
    const stem = bare.replace(/^[-.]+|[-.]+$/gu, '').slice(0, 48) || 'site'
    let name = stem
    for (let count = 2; given.has(name); count += 1) name = `${stem}-${String(count)}`
    given.add(name)
    return name
  }
}
