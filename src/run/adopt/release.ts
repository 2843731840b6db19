/**
 * May our mark be taken off this thing? It must be there and bear our mark. What
 * the spec asks for may be let go too, with a warning: that is how it is handed
 * over in one step, before the spec changes.
 */
import { titleOf } from '../../engine/assess.js'
import { look, readingOf } from '../../engine/observe.js'
import { finding, type Finding } from '../../findings.js'
import type { Reference } from '../../resources/resource.js'
import type { Connection } from '../connect.js'
import type { Stack } from '../stack.js'
import { seenAs } from './adoption.js'
import { markableKind } from './markable-kind.js'
import type { Sighting } from './sighting.js'

export async function lookToRelease(
  stack: Stack,
  { drivers }: Connection,
  { kind: name, key }: Reference,
): Promise<Sighting> {
  const unseen = { kind: name, key, title: `${name} ${key}`, owner: null, values: [] }
  const refused = (why: Finding, seen: Partial<Sighting> = {}): Sighting => ({
    ...unseen,
    differences: [],
    ...seen,
    verdict: 'refused',
    handle: null,
    findings: [why],
  })
  const kind = markableKind(name)
  if ('code' in kind) return refused(kind)
  const wanted = stack.compiled.wanted.find(one => one.kind === kind.name && one.key === key)

  drivers.forget()
  const asked = new Map(wanted ? [[key, wanted] as const] : [])
  const reading = readingOf(await look(kind, drivers, [key], asked), key)
  if (reading.state === 'unknown' || reading.state === 'blocked') return refused(reading.why)
  if (reading.state === 'absent')
    return refused(finding('nothing-to-release', { kind: name, key, folder: stack.folder }))

  const { live, owner } = reading
  const seen = seenAs(kind, live, owner)
  if (typeof owner === 'object') {
    const { other } = owner
    return refused(finding('not-ours-to-release', { what: titleOf(kind, live), other }), seen)
  }
  const isMarked = owner === 'us' && reading.markMissing !== true
  const what = seen.title
  return {
    ...unseen,
    ...seen,
    differences: [],
    verdict: isMarked ? 'may-change' : 'unchanged',
    handle: { kind, live, mark: null },
    findings: wanted && isMarked ? [finding('released-though-wanted', { what })] : [],
  }
}
