/**
 * The ports: all that the rest of the program knows of the world.
 *
 * Exchange is one function, `run(calls) → outcomes`; a call is a cmdlet and its
 * parameters as data. DNS is a resolver that asks and a set of zones that can
 * be changed. Who stands behind a port (simulator, PowerShell, REST, a zone
 * file, a name server) is decided in drivers/open.ts and seen nowhere else.
 */
import type { Finding } from '../findings.js'
import type { Fault } from './fault.js'

/** `{ add, remove }` edits a multi-valued property; a plain list overwrites it. */
export type ParameterValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | { readonly add?: readonly string[]; readonly remove?: readonly string[] }

export type Parameters = Readonly<Record<string, ParameterValue>>

export interface Call {
  readonly cmdlet: string
  readonly parameters: Parameters
  /**
   * The properties that are read of the rows, in any case; one that a row lacks is no
   * fault. It never adds to what the cmdlet gives. All of them if none is named.
   */
  readonly select?: readonly string[]
}

/** The properties that are read of the rows of each Get cmdlet, by its name. */
export type ReadProperties = Readonly<Record<string, readonly string[]>>

/** One object as a Get cmdlet gives it; property names are Exchange's own. */
export type Row = Readonly<Record<string, unknown>>

export type Outcome =
  | { readonly status: 'done'; readonly rows: readonly Row[]; readonly warnings: readonly string[] }
  | { readonly status: 'failed'; readonly fault: Fault; readonly warnings: readonly string[] }

export type ExchangeDriverName = 'simulator' | 'powershell' | 'rest'

/** A cmdlet that the connection lets its caller run; its parameters are null where they are not told. */
export interface Offer {
  readonly cmdlet: string
  readonly parameters: readonly string[] | null
}

/** What a driver implements. One round trip carries many calls; they run in order, each on its own. */
export interface ExchangePort {
  readonly driver: ExchangeDriverName
  /** Always one outcome a call, in the order of the calls; never throws for a fault of one call. */
  run(calls: readonly Call[]): Promise<readonly Outcome[]>
  /** What the roles of whoever signed in give, for a doctor. Throws a `Fault`. */
  offers?(): Promise<readonly Offer[]>
  close(): Promise<void>
}

/** What kinds get: the port with retries, memory for reads, the allow list and the ledger around it. */
export interface Exchange {
  /** Runs one cmdlet and gives its rows. Throws a `Fault`. */
  run(cmdlet: string, parameters?: Parameters): Promise<readonly Row[]>
  /** Runs many cmdlets in one round trip; each outcome tells for itself. */
  batch(calls: readonly Call[]): Promise<readonly Outcome[]>
  /** Forgets what was read, so that the next look asks the tenant again. */
  forget(): void
}

export type RecordType = 'A' | 'AAAA' | 'MX' | 'TXT' | 'PTR' | 'CNAME' | 'NS' | 'SPF'

/** TXT records are lists of strings (255 bytes each at most), addresses and names are strings. */
export type DnsRecord =
  string | readonly string[] | { readonly preference: number; readonly exchange: string }

export interface DnsAnswer {
  /** `nodata` and `nxdomain` are answers; `servfail` and `timeout` mean: we do not know. */
  readonly status: 'ok' | 'nodata' | 'nxdomain' | 'servfail' | 'timeout'
  readonly records: readonly DnsRecord[]
  /** Why it was not even asked, in words; the status is `timeout` then. */
  readonly why?: string
}

/** Asks the DNS. Never throws: what went wrong is the status. */
export type Resolver = (name: string, type: RecordType) => Promise<DnsAnswer>

export type TxtReading =
  | {
      readonly state: 'present'
      readonly values: readonly string[]
      readonly ttl: number | null
      /** A person keeps this zone: what should change in it can only be told. */
      readonly byHand?: boolean
    }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly why: Finding }

export interface TxtChange {
  readonly name: string
  /** The set we read, its strings joined; [] where the name had none. Another set there is a conflict. */
  readonly before: readonly string[]
  /** The whole set that must be there afterwards; [] removes it. */
  readonly after: readonly string[]
}

/** The TXT sets of the names we may change. Several values at one name are one set. */
export interface Zones {
  /** The domains of the spec whose zone is served by one of our drivers. */
  readonly domains: readonly string[]
  /** One answer for every name asked. */
  readTxt(names: readonly string[]): Promise<ReadonlyMap<string, TxtReading>>
  /** Compare and swap of one set. Throws a `Fault` of kind `conflict` when `before` is not what is there. */
  replaceTxt(change: TxtChange): Promise<void>
}
