/** What a person is told once for the whole spec. */
import { finding, type Finding } from '../findings.js'
import type { Sending } from './decide.js'
import type { SpecIndex } from './spec-index.js'

export function tenantFindings(
  { spec }: SpecIndex,
  sendings: readonly Sending[],
): readonly Finding[] {
  // A guard that the spec sets either way is a decision already taken.
  if (spec.tenant.rejectDirectSend !== null) return []
  const count = sendings.filter(isUnknown).length
  return count === 0 ? [] : [finding('direct-send-may-end', { count }, spec.places.at('tenant'))]
}

function isUnknown({ method, relaysAnyway, device }: Sending): boolean {
  return method === 'direct-send' && !relaysAnyway && !device.ownSmtpServer
}
