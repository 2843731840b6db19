/**
 * Exchange Online through PowerShell: one `pwsh` for a tenant, started at the
 * first call that needs it, with Microsoft's own module in it. Calls travel as
 * data over a private channel (powershell/channel.ts) to a constant script
 * (powershell/bridge.ps1), so no value is ever part of a command, and nothing
 * that is printed is taken for a reply.
 *
 * Calls run one after the other. A call that passes its time-out ends the
 * process and everything it started; the next call starts afresh, and so it does
 * before a token ends that cannot be renewed. A start that failed for a reason
 * that stays (no PowerShell, no right to sign in) is not tried again.
 */
import type { CloudName } from '../../mail/limits.js'
import type { Call, ExchangePort, Outcome } from '../drivers.js'
import { Fault, isRetryable } from '../fault.js'
import { createQueue } from '../queue.js'
import { isRead } from './cmdlet-table.js'
import type { Environment } from './powershell/environment.js'
import { readOffers, type Offer } from './powershell/offers.js'
import { runCalls } from './powershell/run-calls.js'
import { asksPerson, openSession, type Session } from './powershell/session.js'
import type { SignIn } from './sign-in.js'
import type { TokenSource } from './tokens.js'

export type { Offer } from './powershell/offers.js'

export interface PowerShellOptions {
  readonly signIn: SignIn
  readonly cloud: CloudName
  /** The cmdlets that may be run; the kinds declare them. */
  readonly commands: readonly string[]
  /** Asked for ways of signing in that hand a token over. */
  readonly token: TokenSource
  /** Ours; DEVICEMAIL_PWSH in it names the program. Little of it reaches PowerShell. */
  readonly env: Environment
  readonly clock: () => Date
  /** Tells a person what to do to sign in, such as the code to type. */
  readonly tell?: (text: string) => void
  readonly limits?: Partial<PowerShellLimits>
}

export interface PowerShellLimits {
  readonly startSeconds: number
  readonly signInSeconds: number
  readonly readSeconds: number
  readonly writeSeconds: number
}

export interface PowerShellPort extends ExchangePort {
  readonly driver: 'powershell'
  /** What the signed-in identity may run, with which parameters. Throws a `Fault`. */
  offers(): Promise<readonly Offer[]>
}

/** Connecting takes 8 to 15 seconds, a person longer; Exchange itself gives a call 15 minutes. */
const usual = { startSeconds: 60, readSeconds: 15 * 60, writeSeconds: 5 * 60 }
const signInSeconds = { machine: 3 * 60, person: 15 * 60 }

export function createPowerShell(options: PowerShellOptions): PowerShellPort {
  const { signIn, clock, tell = () => undefined } = options
  const limits: PowerShellLimits = {
    ...usual,
    signInSeconds: asksPerson(signIn) ? signInSeconds.person : signInSeconds.machine,
    ...options.limits,
  }
  const executable = options.env.DEVICEMAIL_PWSH ?? 'pwsh'
  const secondsFor = (cmdlet: string) => (isRead(cmdlet) ? limits.readSeconds : limits.writeSeconds)
  // A token that somebody handed over stays what it is.
  const canRenew = !('token' in signIn && signIn.token)
  const inTurn = createQueue()
  let session: Session | undefined
  let refused: Fault | undefined

  async function end(): Promise<void> {
    const ending = session
    session = undefined
    await ending?.bridge.close()
  }

  async function current(): Promise<Session> {
    if (session?.isGood(clock())) return session
    if (refused) throw refused
    await end()
    try {
      session = await openSession({ ...options, ...limits, executable, tell })
      return session
    } catch (error) {
      if (error instanceof Fault && !isRetryable(error)) refused = error
      throw error
    }
  }

  async function run(calls: readonly Call[]): Promise<readonly Outcome[]> {
    try {
      const { bridge } = await current()
      const outcomes = await runCalls(bridge, calls, { secondsFor, canRenew })
      if (outcomes.some(isSpoilt)) await end()
      return outcomes
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      return calls.map((): Outcome => ({ status: 'failed', fault: error, warnings: [] }))
    }
  }

  return Object.freeze({
    driver: 'powershell',
    run: (calls: readonly Call[]) =>
      calls.length > 0 ? inTurn(() => run(calls)) : Promise.resolve([]),
    offers: () => inTurn(async () => readOffers((await current()).bridge, limits.readSeconds)),
    close: () => inTurn(end),
  })
}

/** A process that ran out of memory, or whose sign-in ended, is of no further use. */
function isSpoilt(outcome: Outcome): boolean {
  const code = outcome.status === 'failed' ? outcome.fault.finding?.code : undefined
  return code === 'powershell-out-of-memory' || code === 'exchange-sign-in-ended'
}
