/**
 * The organisation's RejectDirectSend, wanted only where the spec says a value.
 * Before it is switched on, the connectors that keep devices working must
 * stand, so it needs all of them.
 */
import type { DesiredDirectSendGuard } from '../resources/direct-send-guard.js'
import type { Reference, Wanted } from '../resources/resource.js'
import type { Spec } from '../spec/spec.js'
import { referTo, want } from './want.js'

export function guardFor(
  { tenant, places }: Spec,
  connectors: readonly Reference[],
): readonly Wanted<DesiredDirectSendGuard>[] {
  const { organization, rejectDirectSend } = tenant
  if (rejectDirectSend === null) return []
  const place = places.at('tenant', 'rejectDirectSend')
  const needs = rejectDirectSend ? connectors.map(({ kind, key }) => ({ kind, key })) : []
  const desired = { organization, rejectDirectSend }
  const because = [place ? { place } : {}]
  return [want(referTo('direct-send-guard', organization), desired, because, { needs })]
}
