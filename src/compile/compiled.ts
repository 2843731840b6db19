/** What compile gives: how each device sends, and what must therefore exist. */
import type { Finding, Place } from '../findings.js'
import type { DkimReading } from '../mail/dkim.js'
import type { DmarcReading } from '../mail/dmarc.js'
import type { Reference, Wanted } from '../resources/resource.js'
import type { From, Method, Recipients } from '../spec/spec.js'

/** One requirement of one method, held against one device. */
export interface Check {
  readonly method: Method
  /** Kebab-case name of the predicate, such as `static-address`. */
  readonly requirement: string
  readonly holds: boolean
  /** What was found: "Milan's address 203.0.113.10 is static and ours alone". */
  readonly sentence: string
  /** What to change in the spec so that it holds; null where nothing in the spec can. */
  readonly change: string | null
}

/** What a technician types into the device as its server. */
export type SmartHost =
  | { readonly kind: 'host'; readonly host: string }
  /** The MX endpoint of the domain: `host` is null until it was read. */
  | { readonly kind: 'mx-endpoint'; readonly domain: string; readonly host: string | null }
  | null

export interface Decision {
  readonly device: string
  readonly place?: Place
  /** The site whose addresses the mail leaves from (after `via`). */
  readonly site: string | null
  readonly method: Method | null
  /** Chosen by the spec's `method:`. */
  readonly overridden: boolean
  /** Set to send directly, but recognised by the site's connector, so in fact it relays. */
  readonly relaysAnyway: boolean
  readonly checks: readonly Check[]
  readonly smartHost: SmartHost
  readonly port: number | null
  readonly tls: 'required' | 'optional' | 'none' | null
  /** Who signs in, for client submission. */
  readonly signIn: string | null
  readonly from: From
  readonly to: Recipients
  /** Good to know before typing it in: spam filtering, limits, Sent Items. */
  readonly remarks: readonly string[]
  readonly findings: readonly Finding[]
}

export interface Compiled {
  readonly decisions: readonly Decision[]
  readonly wanted: readonly Wanted[]
  /** All that is to be told, the findings of the decisions included. */
  readonly findings: readonly Finding[]
  /** What judge needs to ask of the tenant. */
  readonly questions: Questions
}

/** The facts of the tenant that the spec leans on, so that they are read in a few calls. */
export interface Questions {
  /** Every domain that devices send from; must be accepted by the tenant. */
  readonly senderDomains: readonly string[]
  /** Domains whose MX endpoint must be known and is not stated. */
  readonly mxEndpoints: readonly string[]
  /** Addresses of which we must know who holds them. */
  readonly addresses: readonly string[]
}

/** The tenant as far as it was read; `null` is "could not be read", never "is not so". */
export interface TenantFacts {
  readonly acceptedDomains:
    | readonly {
        readonly name: string
        readonly initial: boolean
        readonly matchSubDomains: boolean
        readonly sendingDisabled: boolean
      }[]
    | null
  readonly connectors:
    | readonly {
        readonly name: string
        readonly enabled: boolean
        readonly type: string
        readonly source: string
        readonly senderIpAddresses: readonly string[]
        readonly certificate: string | null
        /** The spec in its mark. */
        readonly markedBy: string | null
        /** The key in its mark. */
        readonly markedKey: string | null
      }[]
    | null
  /** Who holds an address; an address nobody holds is missing from the map. */
  readonly holders: ReadonlyMap<
    string,
    {
      readonly address: string
      readonly primary: string
      readonly type: string
      readonly displayName: string
      /** RequireSenderAuthenticationEnabled, where it was read. */
      readonly requiresSignedInSenders: boolean | null
    }
  > | null
  readonly smtpAuthDisabled: boolean | null
  readonly rejectDirectSend: boolean | null
  readonly dehydrated: boolean | null
  readonly mxEndpoints: ReadonlyMap<string, string>
  /** What the DNS says of the domains that devices send from. */
  readonly mail: ReadonlyMap<string, DomainMail>
  /** What could not be read, and why. */
  readonly findings: readonly Finding[]
}

/** What receivers find in the DNS of a domain beside its SPF record; judged, and never written. */
export interface DomainMail {
  readonly dmarc: DmarcReading
  readonly dkim: DkimReading
  /** Where mail of the domain is taken in; null: the DNS could not be asked. */
  readonly mx: { readonly hosts: readonly string[]; readonly atMicrosoft: boolean } | null
  /** How the SPF record ends; null: it could not be read, or no single ending holds. */
  readonly spfEnds: '+' | '-' | '~' | '?' | null
}

/** A finding of judge, and the things that may not be written because of it. */
export interface Verdict {
  readonly finding: Finding
  readonly refuses: readonly Reference[]
}
