/**
 * Exchange Online over REST: the same cmdlets, posted to the InvokeCommand
 * endpoint that Microsoft's own PowerShell module uses, for machines without
 * PowerShell. Microsoft does not document the endpoint, so this is experimental.
 *
 * Reads that stand together travel ten in a `$batch`; writes go one by one, in
 * their place, since a batch that is lost half-way would leave ten outcomes
 * unknown. One request at a time for each tenant, on purpose: more of them are
 * only throttled. Trying again is the client's; classify.ts says what a refusal
 * means, for this driver and the other.
 *
 * Facts: "REST: InvokeCommand" in the notes of Exchange. SecureStrings cannot be
 * sent this way, and no kind needs one.
 */
import { randomUUID } from 'node:crypto'
import type { CloudName } from '../../mail/limits.js'
import type { Call, ExchangePort, Outcome } from '../drivers.js'
import { Fault } from '../fault.js'
import { isRead } from './cmdlet-table.js'
import { clouds } from './clouds.js'
import { batched } from './rest/batch.js'
import { connectionOf, type Connection, type Timeouts } from './rest/connection.js'
import { invoked } from './rest/invoke.js'
import { readOffers } from './rest/offers.js'
import type { TokenSource } from './tokens.js'

export interface RestOptions {
  /** Of the tenant, such as contoso.onmicrosoft.com. */
  readonly organization: string
  /** The id of its directory; the token tells it too. */
  readonly tenantId?: string
  readonly cloud: CloudName
  readonly token: TokenSource
  /** Whether a partner's person signs in for a customer. */
  readonly delegated?: boolean
  readonly fetch: typeof fetch
  readonly clock: () => Date
  readonly timeouts?: Timeouts
  /** Another host than the cloud's, without a slash at its end. */
  readonly baseUrl?: string
  /** Makes the ids of requests. */
  readonly newId?: () => string
}

const usualTimeouts: Timeouts = { readSeconds: 300, writeSeconds: 120 }

/** How many reads one batch carries. */
const batchSize = 10

export function createRest(options: RestOptions): ExchangePort {
  const { timeouts = usualTimeouts, newId = randomUUID, clock } = options
  const baseUrl = options.baseUrl ?? `https://${clouds[options.cloud].host}`
  const scene = { ...options, timeouts, newId, baseUrl, clock, connectionId: newId() }
  const inTurn = createTurns()
  const connect = async () => connectionOf(await options.token(), scene)

  return Object.freeze({
    driver: 'rest',
    run: (calls: readonly Call[]) => inTurn(() => runInOrder(calls, connect)),
    offers: () => inTurn(async () => readOffers(await connect())),
    close: () => inTurn(() => Promise.resolve()),
  })
}

/** Nobody overtakes: each piece of work starts when the one before is over. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}

async function runInOrder(
  calls: readonly Call[],
  connect: () => Promise<Connection>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const group of grouped(calls)) {
    const connection = await connected(connect)
    // Who may not sign in is not asked again for every call.
    if (connection instanceof Fault)
      return calls.map((_, index) => outcomes[index] ?? notSent(connection))
    outcomes.push(...(await sent(group, connection)))
  }
  return outcomes
}

/** The token is asked for before every request, since a long run outlives one. */
async function connected(connect: () => Promise<Connection>): Promise<Connection | Fault> {
  try {
    return await connect()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

async function sent(group: readonly Call[], connection: Connection): Promise<readonly Outcome[]> {
  const [first, ...others] = group
  if (!first) return []
  return others.length === 0 ? [await invoked(first, connection)] : batched(group, connection)
}

/** Reads side by side, ten at most; each write alone. */
function grouped(calls: readonly Call[]): readonly (readonly Call[])[] {
  const groups: Call[][] = []
  for (const call of calls) {
    const group = groups.at(-1)
    const mayJoin = group?.every(one => isRead(one.cmdlet)) && group.length < batchSize
    if (group && mayJoin && isRead(call.cmdlet)) group.push(call)
    else groups.push([call])
  }
  return groups
}

function notSent(fault: Fault): Outcome {
  return { status: 'failed', fault, warnings: [] }
}
