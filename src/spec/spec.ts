/**
 * The spec in normal form: what people wrote, with profiles applied, names
 * expanded, defaults filled and every scalar that may be a list made a list.
 * `load` makes it; `compile` reads nothing else. Plain data throughout.
 */
import type { Place } from '../findings.js'
import type { IpRange } from '../mail/ip-range.js'

export type Cloud = 'worldwide' | 'gcc-high' | 'dod' | 'china'
export type Method = 'smtp-relay' | 'client-submission' | 'direct-send' | 'local-relay'
export type TlsVersion = 'none' | '1.0' | '1.1' | '1.2' | '1.3'
export type SignInWay = 'basic' | 'oauth-user' | 'oauth-app'
/** `static`: ours alone and lasting. `shared`: used by others too. */
export type AddressKind = 'static' | 'dynamic' | 'shared'

/** Where things were written. Paths are keys of the normal form, such as ['devices', 'milan-fax', 'tls']. */
export interface Places {
  /** The place of the path, else of its nearest written parent; undefined for a spec made by a program. */
  at(...path: readonly (string | number)[]): Place | undefined
  /** The text of that line, for the caret. */
  lineAt(place: Place): string | undefined
}

interface Described {
  readonly notes: string | null
  readonly labels: Readonly<Record<string, string>>
}

export interface Spec {
  readonly tenant: Tenant
  readonly domains: readonly Domain[]
  readonly sites: readonly Site[]
  readonly devices: readonly Device[]
  readonly senders: readonly SenderRule[]
  readonly relays: readonly Relay[]
  readonly places: Places
}

export interface Tenant extends Described {
  readonly name: string
  readonly organization: string
  readonly cloud: Cloud
  readonly exchange: {
    readonly driver: 'simulator' | 'powershell' | 'rest'
    /** null where nothing is written: a person is asked in the browser. */
    readonly auth: ExchangeAuth | null
  }
  readonly limits: { readonly removals: number; readonly removalsPercent: number }
  /** CustomAttribute1 … CustomAttribute15: where a mailbox bears our mark. */
  readonly markAttribute: number
  /** The organisation's RejectDirectSend; null: not ours to set. */
  readonly rejectDirectSend: boolean | null
}

/** One way for everything, or one to read and one to write. */
export type ExchangeAuth = SignInRule | { readonly read: SignInRule; readonly write: SignInRule }

/**
 * How to sign in to Exchange. Ids may be `env:NAME`; secrets always are, and a
 * certificate is `file:path` or `env:NAME`.
 */
export type SignInRule =
  | {
      readonly way: 'certificate'
      readonly appId: string
      readonly certificate: string | null
      readonly password: string | null
      readonly thumbprint: string | null
    }
  | {
      readonly way: 'workload-identity'
      readonly clientId: string
      readonly tenantId: string | null
      readonly tokenFile: string | null
      readonly token: string | null
    }
  | { readonly way: 'managed-identity'; readonly clientId: string | null }
  | { readonly way: 'access-token'; readonly token: string }
  | {
      /** A partner's person, in a customer's tenant. */
      readonly way: 'delegated'
      readonly by: 'browser' | 'device-code' | 'access-token'
      readonly user: string | null
      readonly token: string | null
    }
  | { readonly way: 'device-code' | 'browser'; readonly user: string | null }

/** Who serves a domain's zone. Secrets are `env:NAME` or `file:path`; `zone` is left out where it is to be found out. */
export type DomainDns =
  | { readonly driver: 'manual' }
  | {
      readonly driver: 'zone-file'
      readonly file: string
      readonly zone?: string | undefined
    }
  | {
      readonly driver: 'rfc2136'
      readonly server: string
      readonly port?: number | undefined
      /** Leads to `algorithm:name:secret`, the secret in base64. */
      readonly key: string
      readonly zone?: string | undefined
    }
  | {
      readonly driver: 'azure'
      /** These two may be `env:NAME`, too. */
      readonly subscription: string
      readonly resourceGroup: string
      readonly zone?: string | undefined
      readonly token?: string | undefined
    }
  | {
      readonly driver: 'cloudflare'
      readonly token: string
      readonly zone?: string | undefined
      readonly zoneId?: string | undefined
    }
  | {
      readonly driver: 'route53'
      readonly zone?: string | undefined
      readonly zoneId?: string | undefined
      readonly accessKeyId?: string | undefined
      readonly secretAccessKey?: string | undefined
      readonly sessionToken?: string | undefined
    }

export interface Domain extends Described {
  readonly name: string
  readonly dns: DomainDns
  readonly spf: {
    readonly manage: boolean
    readonly all: 'keep' | 'softfail' | 'fail'
    /** The reason why the record may become weaker; null: it may not. */
    readonly weaken: string | null
  }
  readonly mxEndpoint: string | null
}

export interface Egress {
  /** As written: an address, a CIDR block or `a-b`. */
  readonly text: string
  /** Host bits cleared; several where `a-b` is no single block. */
  readonly ranges: readonly IpRange[]
  readonly address: AddressKind
  readonly link: string | null
  /** ISO date (yyyy-mm-dd), the last day on which this address is used. */
  readonly until: string | null
}

export interface Site extends Described {
  readonly name: string
  readonly egress: readonly Egress[]
  readonly address: AddressKind
  readonly port25: 'open' | 'blocked'
  readonly hosted: 'on-premises' | 'azure' | 'third-party'
  /** Name in the TLS certificate that machines of the site present. */
  readonly certificate: string | null
  readonly connector: {
    readonly name: string | null
    /** A connector that is not ours and already covers the site. */
    readonly existing: string | null
    readonly adopt: boolean
    readonly takeFrom: string | null
  }
  /** The site through whose addresses this one sends. */
  readonly via: string | null
  readonly formerly: string | null
  readonly protect: boolean
}

export type From =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | {
      readonly kind: 'each-user'
      /** The envelope sender (MAIL FROM), which relay looks at. */
      readonly envelope: string
      /** Domains of the header From, which DMARC looks at. */
      readonly domains: readonly string[]
    }

export type Recipients =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'tenant' }
  | { readonly kind: 'list'; readonly entries: readonly string[] }

export interface Device extends Described {
  readonly name: string
  readonly site: string | null
  readonly profile: string | null
  readonly from: From
  readonly signIn: string | null
  readonly to: Recipients
  /** The newest TLS version it can speak. */
  readonly tls: TlsVersion
  readonly auth: readonly SignInWay[]
  /** Ports it can be set to; [25] where nothing is written. */
  readonly ports: readonly number[]
  readonly certificate: string | null
  readonly recipientsPerDay: number | null
  readonly messagesPerMinute: number | null
  readonly purpose: 'transactional' | 'bulk'
  /** It looks up MX records and delivers everywhere itself. */
  readonly ownSmtpServer: boolean
  readonly relay: string | null
  readonly method: Method | null
}

/** A rule for one address or a pattern (`*-copier@contoso.com`); the first that matches, exact ones first. */
export interface SenderRule extends Described {
  readonly address: string
  readonly displayName: string | null
  readonly members: readonly string[]
  /** `shared`: ours (the default). `existing`: somebody's, used as it is. `none`: replies bounce, and that is meant. */
  readonly mailbox: 'shared' | 'existing' | 'none'
  readonly aliasOf: string | null
  readonly hidden: boolean
  readonly adopt: boolean
  readonly takeFrom: string | null
  readonly protect: boolean
}

export interface Relay extends Described {
  readonly name: string
  readonly site: string
  readonly software: 'postfix' | 'iis' | 'other'
  readonly via: 'smtp-relay' | 'client-submission' | 'direct-send'
  readonly host: string | null
  readonly signIn: string | null
  readonly auth: SignInWay | null
}
