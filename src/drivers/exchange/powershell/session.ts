/**
 * One signed-in PowerShell: the program is started, fitted with a module that
 * suits it, and connected to the tenant. What fails on the way is thrown as a
 * `Fault`; nothing was changed by it.
 */
import type { CloudName } from '../../../mail/limits.js'
import { shapeOf } from '../cmdlet-table.js'
import type { SignIn } from '../sign-in.js'
import { tokenMarginSeconds, type TokenSource } from '../tokens.js'
import { openBridge, type Bridge } from './bridge.js'
import { connectParameters, type Connecting } from './connect-parameters.js'
import { environmentFor, type Environment } from './environment.js'
import { errorDataOf } from './error-data.js'
import { moduleNotLoaded, notSignedIn, notStarted, signInLost } from './faults.js'
import { foldersFor } from './private-place.js'
import { startFault } from './start-fault.js'
import { chooseModule } from './versions.js'

export interface SessionOptions {
  readonly executable: string
  readonly signIn: SignIn
  readonly cloud: CloudName
  /** The cmdlets that may be run; no other is loaded, or found. */
  readonly commands: readonly string[]
  readonly token: TokenSource
  readonly env: Environment
  /** Tells a person what to do, such as the code to type. */
  readonly tell: (text: string) => void
  readonly startSeconds: number
  readonly signInSeconds: number
}

export interface Session {
  readonly bridge: Bridge
  /** Whether it may take another call: its process runs, and its token does not end soon. */
  isGood(now: Date): boolean
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const { executable, signIn } = options
  // First of all: where there is no token, there is no need for a process.
  const connecting = await connectParameters(options)
  let isSigningIn = true
  const bridge = await openBridge({
    executable,
    env: environmentFor(signIn.way, options.env),
    folders: foldersFor(options.env),
    startSeconds: options.startSeconds,
    // Some texts for a person go around PowerShell, straight to the console.
    onPrint: text => {
      if (isSigningIn && asksPerson(signIn)) options.tell(text)
    },
  })
  if ('how' in bridge) throw notStarted(bridge, executable)
  try {
    await connectIt(bridge, connecting, options)
  } catch (fault) {
    await bridge.close()
    throw fault
  } finally {
    isSigningIn = false
  }
  const { expiresOn } = connecting
  const last = expiresOn ? expiresOn.getTime() - tokenMarginSeconds * 1000 : Infinity
  return { bridge, isGood: now => bridge.isOpen() && now.getTime() < last }
}

async function connectIt(
  bridge: Bridge,
  { parameters }: Connecting,
  { commands, tell, signInSeconds }: SessionOptions,
): Promise<void> {
  const { powershell, modules } = bridge.greeting
  const choice = chooseModule(powershell, modules)
  if ('why' in choice) throw startFault(choice.why)
  const { module } = choice
  let answer: object = {}
  const lost = await bridge.ask({
    content: { ask: 'connect', module, parameters, allowed: allowedOf(commands) },
    seconds: () => signInSeconds,
    take(reply) {
      if ('notice' in reply) {
        tell(String(reply.notice))
        return false
      }
      answer = reply
      return true
    },
  })
  if (lost) throw signInLost(lost)
  if (!('error' in answer)) return
  const error = errorDataOf(answer.error)
  throw 'step' in answer && answer.step === 'load'
    ? moduleNotLoaded(module, error)
    : notSignedIn(error)
}

/** Each cmdlet with the parameters that it is documented to have. */
function allowedOf(commands: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    commands.map(name => [name, Object.keys(shapeOf(name)?.parameters ?? {})]),
  )
}

export function asksPerson(signIn: SignIn): boolean {
  const way = signIn.way === 'delegated' ? signIn.by : signIn.way
  return way === 'browser' || way === 'device-code'
}
