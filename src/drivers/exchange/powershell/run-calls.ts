/**
 * Runs calls in a signed-in PowerShell, in order, each answered on its own. So
 * when the process is lost on the way, three things are told apart: what was
 * answered stands, the one call that had begun may have been done, and those
 * behind it never began.
 */
import { Bug, finding } from '../../../findings.js'
import type { Call, Outcome, Row } from '../../drivers.js'
import { Fault } from '../../fault.js'
import { faultOf } from '../classify.js'
import type { Bridge } from './bridge.js'
import { errorDataOf, isCutByRole, signOf, type ErrorData } from './error-data.js'
import { callLost, neverBegun, outOfMemory } from './faults.js'
import { retold } from './retold.js'
import { isSignInEnd } from './sign-in-end.js'

export interface RunOptions {
  readonly secondsFor: (cmdlet: string) => number
  /** Whether a new process would sign in anew, without a person doing anything. */
  readonly canRenew: boolean
}

export async function runCalls(
  bridge: Bridge,
  calls: readonly Call[],
  options: RunOptions,
): Promise<readonly Outcome[]> {
  const refused = calls.map(refusalOf)
  const sent = calls.filter((_, index) => refused[index] === undefined)
  const answers = sent.length > 0 ? await answersTo(bridge, sent, options) : []
  const left = answers.values()
  return refused.map(one => one ?? left.next().value ?? missing())
}

async function answersTo(
  bridge: Bridge,
  calls: readonly Call[],
  { secondsFor, canRenew }: RunOptions,
): Promise<readonly Outcome[]> {
  const answers: Outcome[] = []
  const running = () => calls[answers.length]
  const lost = await bridge.ask({
    content: { ask: 'run', calls },
    seconds: () => secondsFor(running()?.cmdlet ?? ''),
    take(reply) {
      const call = running()
      if (!call) throw new Bug('PowerShell answered more calls than it was asked.')
      answers.push(outcomeOf(call, reply, canRenew))
      return answers.length === calls.length
    },
  })
  if (!lost) return answers
  const [begun, ...behind] = calls.slice(answers.length)
  if (!begun) return answers
  return [
    ...answers,
    failed(callLost(lost, begun.cmdlet)),
    ...behind.map(({ cmdlet }) => failed(neverBegun(cmdlet))),
  ]
}

function outcomeOf({ cmdlet }: Call, reply: object, canRenew: boolean): Outcome {
  const warnings = listAt(reply, 'warnings').map(String)
  if ('error' in reply) return failed(faultIn(errorDataOf(reply.error), cmdlet, canRenew), warnings)
  return { status: 'done', rows: listAt(reply, 'rows') as readonly Row[], warnings }
}

function faultIn(error: ErrorData, cmdlet: string, canRenew: boolean): Fault {
  const sign = { ...signOf(error), cmdlet }
  if (isCutByRole(error, cmdlet)) return faultOf({ ...sign, type: 'ParameterNotOffered' })
  const fault = faultOf(sign)
  if (fault.type?.endsWith('OutOfMemoryException')) return retold(fault, outOfMemory(cmdlet))
  if (fault.kind !== 'denied' || !isSignInEnd(error.text)) return fault
  // Nothing was done, and the next call has a new sign-in.
  const why = finding('exchange-sign-in-ended', { text: fault.text || 'the service says 401' })
  return retold(fault, why, canRenew ? 'transient' : 'denied')
}

/** Half a character cannot travel, and means nothing anywhere. */
function refusalOf({ cmdlet, parameters }: Call): Outcome | undefined {
  for (const [parameter, value] of Object.entries(parameters)) {
    if (!/\p{Surrogate}/u.test(textsIn(value).join(' '))) continue
    const why = finding('text-not-unicode', { parameter, operation: cmdlet })
    const { message: text } = why
    return failed(
      new Fault({ kind: 'rejected', type: why.code, text, operation: cmdlet, finding: why }),
    )
  }
  return undefined
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function failed(fault: Fault, warnings: readonly string[] = []): Outcome {
  return { status: 'failed', fault, warnings }
}

function missing(): never {
  throw new Bug('A call to PowerShell got no answer.')
}

function listAt(value: object, name: string): readonly unknown[] {
  const list: unknown = Reflect.get(value, name)
  return Array.isArray(list) ? list : []
}
