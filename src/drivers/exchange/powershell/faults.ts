/**
 * What can go wrong around PowerShell, each as a fault whose finding tells the
 * way out: the program and its module, the sign-in, a process that is gone.
 */
import { finding, type Finding } from '../../../findings.js'
import { Fault, type FaultKind } from '../../fault.js'
import { faultOf, lostKind } from '../classify.js'
import type { Lost } from './bridge.js'
import { signOf, type ErrorData } from './error-data.js'
import { connectCmdlet as connect, startFault } from './start-fault.js'

/** PowerShell did not come up. */
export function notStarted(lost: Lost, executable: string): Fault {
  const { tail } = lost
  if (lost.how === 'timed-out') {
    const facts = { seconds: lost.seconds, text: tail || 'it printed nothing' }
    return startFault(finding('powershell-did-not-answer', facts), 'no answer')
  }
  const { error } = lost.end
  if (error?.code === 'ENOENT')
    return startFault(finding('powershell-missing', { executable }), 'ENOENT')
  const text = (error?.message ?? tail) || endText(lost)
  return startFault(finding('powershell-not-startable', { executable, text }), error?.code ?? 'end')
}

/** Connect-ExchangeOnline failed. Nothing was changed by it, whatever it was. */
export function notSignedIn(error: ErrorData): Fault {
  const fault = faultOf({ ...signOf(error), cmdlet: 'Get-ConnectionInformation' })
  const passing: readonly FaultKind[] = ['throttled', 'unreachable']
  const isPassing = passing.includes(fault.kind) || (fault.kind === 'transient' && isNetwork(error))
  const { text } = fault
  const base = { text, operation: connect, type: fault.type ?? error.type }
  if (isPassing) return new Fault({ ...base, kind: fault.kind })
  return new Fault({
    ...base,
    kind: 'denied',
    finding: finding('exchange-sign-in-refused', { text }),
  })
}

/** Signing in took too long, or ended the process. */
export function signInLost(lost: Lost): Fault {
  if (lost.how === 'ended') return callLost(lost, connect, 'unreachable')
  const why = finding('exchange-sign-in-timed-out', { seconds: lost.seconds })
  return new Fault({
    kind: 'unreachable',
    type: 'timeout',
    text: why.message,
    operation: connect,
    finding: why,
  })
}

/** The module could not be loaded. */
export function moduleNotLoaded(module: string, { text }: ErrorData): Fault {
  return startFault(finding('exchange-module-not-loaded', { module, text }))
}

/** The process was gone, or was killed for being late, while a cmdlet ran. */
export function callLost(lost: Lost, cmdlet: string, kind: FaultKind = lostKind(cmdlet)): Fault {
  const why = whyLost(lost, cmdlet)
  const type = lost.how === 'timed-out' ? 'timeout' : 'powershell-ended'
  return new Fault({ kind, type, text: why.message, operation: cmdlet, finding: why })
}

/** A call behind one that was lost: it never began, so it may simply be made again. */
export function neverBegun(cmdlet: string): Fault {
  const text = 'PowerShell ended before this call began.'
  return new Fault({ kind: 'transient', type: 'powershell-ended', text, operation: cmdlet })
}

function whyLost(lost: Lost, operation: string): Finding {
  if (lost.how === 'timed-out')
    return finding('cmdlet-timed-out', { operation, seconds: lost.seconds })
  if (/OutOfMemory|out of memory/i.test(lost.tail)) return outOfMemory(operation)
  const text = lost.tail || 'it printed nothing'
  return finding('powershell-ended', { operation, how: endText(lost), text })
}

export function outOfMemory(operation: string): Finding {
  return finding('powershell-out-of-memory', { operation })
}

function endText(lost: Lost): string {
  if (lost.how === 'timed-out') return 'no answer'
  const { code, signal } = lost.end
  if (signal === 'SIGKILL') return 'killed, as a system does when memory runs out'
  if (signal !== null) return `by the signal ${signal}`
  return code === null ? 'its pipe broke' : `with code ${code}`
}

function isNetwork({ type, inner, socket }: ErrorData): boolean {
  return (
    socket !== null ||
    [type, inner].some(name =>
      /(HttpRequest|Socket|Timeout|TaskCanceled|Web|IO)Exception$/.test(name),
    )
  )
}
