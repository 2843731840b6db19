/**
 * Puts the mark on or takes it off, and looks until the tenant shows it. Nothing
 * else of the thing is written. A write without an answer is looked at, never repeated.
 */
import { faultOf, findingOf } from '../../engine/fault-finding.js'
import type { Pace } from '../../engine/pace.js'
import { Bug, finding, type Finding } from '../../findings.js'
import type { Drivers } from '../../resources/resource.js'
import type { Handle, Sighting } from './sighting.js'

export interface Marking {
  readonly outcome: 'done' | 'waiting' | 'failed' | 'not-started'
  readonly findings: readonly Finding[]
}

/** `seeAgain` is the look that allowed it; it finds nothing to do once the tenant shows the change. */
export async function changeMark(
  { handle, title: what }: Sighting,
  drivers: Drivers,
  pace: Pace,
  seeAgain: () => Promise<Sighting>,
): Promise<Marking> {
  if (!handle?.kind.setMark)
    throw new Bug(`The mark of ${what} was to be changed, and it bears none.`)
  if (pace.interrupted())
    return { outcome: 'not-started', findings: [finding('mark-not-changed', { what })] }
  const fault = await faultOf(handle.kind.setMark(drivers, handle.live, handle.mark))
  if (fault && fault.kind !== 'unknown-outcome')
    return { outcome: 'failed', findings: [findingOf(fault, what)] }
  for (let looks = 1; ; looks += 1) {
    if (isShown(await seeAgain(), handle)) return { outcome: 'done', findings: [] }
    if (looks >= pace.looks || pace.interrupted()) {
      const why = fault ? findingOf(fault, what) : finding('mark-not-yet-visible', { what })
      return { outcome: 'waiting', findings: [why] }
    }
    await pace.pause(looks)
  }
}

/** What was let go may be found by nothing any more: the mark was its only link to its key. */
function isShown({ verdict, findings }: Sighting, { mark }: Handle): boolean {
  if (verdict === 'unchanged') return true
  return mark === null && findings.some(one => one.code === 'nothing-to-release')
}
