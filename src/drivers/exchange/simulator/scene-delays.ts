/** When a new object may be found: after the delay that the scene sets for its noun. */
import type { Moment } from './cmdlet.js'
import type { DelayedNoun } from './scene.js'

export function visibleFrom(noun: DelayedNoun, { now, scene }: Moment): { visibleFrom?: string } {
  const delay = scene.delays?.visibilitySeconds
  const seconds = typeof delay === 'object' ? (delay[noun] ?? 0) : (delay ?? 0)
  if (seconds <= 0) return {}
  return { visibleFrom: new Date(now.getTime() + seconds * 1000).toISOString() }
}
