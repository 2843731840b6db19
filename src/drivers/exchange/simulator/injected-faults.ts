/**
 * Faults that the scene injects, so that a test or a person can see what comes
 * of them. A call is counted for each cmdlet over the life of the tenant's
 * state, whichever process makes it; only cmdlets that a fault names are counted.
 */
import { isRead } from '../cmdlet-table.js'
import { Fault, type FaultDetails, type FaultKind } from '../../fault.js'
import type { Scene, SceneFault } from './scene.js'
import type { Tenant } from './tenant.js'

export function isCounted(scene: Scene, cmdlet: string): boolean {
  return scene.faults?.some(one => one.cmdlet === cmdlet) ?? false
}

export function counted(tenant: Tenant, cmdlet: string): Tenant {
  const calls = { ...tenant.calls, [cmdlet]: (tenant.calls[cmdlet] ?? 0) + 1 }
  return { ...tenant, calls }
}

/** The fault for the call that was counted last; the first of the scene that fits. */
export function injectedFault(
  scene: Scene,
  tenant: Tenant,
  cmdlet: string,
): SceneFault | undefined {
  const number = tenant.calls[cmdlet] ?? 0
  return scene.faults?.find(one => {
    if (one.cmdlet !== cmdlet) return false
    if (one.call === 'every') return true
    const first = one.call ?? 1
    return number >= first && number < first + (one.times ?? 1)
  })
}

interface Words {
  readonly kind: FaultKind
  readonly type: string
  readonly text: string
}

const words: Readonly<Record<SceneFault['fault'], Words>> = {
  throttled: {
    kind: 'throttled',
    type: '429',
    text:
      'You have reached the maximum number of concurrent requests per tenant. ' +
      'Please wait and try again',
  },
  transient: {
    kind: 'transient',
    type: 'UnableToWriteToAadException',
    text: 'The issue may be transient. Please try again.',
  },
  'timeout-before-write': { kind: 'unknown-outcome', type: 'timeout', text: 'No answer in time.' },
  'timeout-after-write': { kind: 'unknown-outcome', type: 'timeout', text: 'No answer in time.' },
  denied: { kind: 'denied', type: 'Forbidden', text: '403' },
  unreachable: { kind: 'unreachable', type: 'ECONNREFUSED', text: 'No connection could be made.' },
  rejected: {
    kind: 'rejected',
    type: 'Devicemail.Simulator.Injected',
    text: 'The scene refuses this call.',
  },
}

export function faultFrom(injected: SceneFault): Fault {
  const { kind, type, text } = words[injected.fault]
  // A read that got no answer changed nothing: it may simply be asked again.
  const known = kind === 'unknown-outcome' && isRead(injected.cmdlet) ? 'transient' : kind
  const base: FaultDetails = { kind: known, type, text, operation: injected.cmdlet }
  const { retryAfterSeconds } = injected
  return new Fault(retryAfterSeconds === undefined ? base : { ...base, retryAfterSeconds })
}
