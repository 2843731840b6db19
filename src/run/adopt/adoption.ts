/**
 * May this thing be taken over? It must be wanted by the spec, be there, and bear
 * nobody's mark; another spec's mark needs `takeFrom` in the spec. The guards are
 * those of every plan (`assess`); the command stands in for `adopt: true`.
 */
import { assess, markPath, titleOf } from '../../engine/assess.js'
import { look, readingOfWanted } from '../../engine/observe.js'
import { finding, type Finding } from '../../findings.js'
import { removalOf } from '../../resources/field-table.js'
import type { AnyKind, Reference, Wanted } from '../../resources/resource.js'
import { createSuggest } from '../../spec/suggest.js'
import type { Connection } from '../connect.js'
import type { Stack } from '../stack.js'
import { markableKind } from './markable-kind.js'
import type { Sighting } from './sighting.js'

export async function lookToAdopt(
  stack: Stack,
  { drivers }: Connection,
  { kind: name, key }: Reference,
): Promise<Sighting> {
  const unseen = { kind: name, key, title: `${name} ${key}`, owner: null, values: [] }
  const refused = (findings: readonly Finding[], seen: Partial<Sighting> = {}): Sighting => ({
    ...unseen,
    differences: [],
    ...seen,
    verdict: 'refused',
    handle: null,
    findings,
  })
  const kind = markableKind(name)
  if ('code' in kind) return refused([kind])
  const all = stack.compiled.wanted.filter(one => one.kind === kind.name)
  const asked = all.find(one => one.key === key)
  if (!asked) return refused([notInSpec({ kind: name, key }, all)])

  const wanted: Wanted = { ...asked, adopt: true }
  drivers.forget()
  const keys = wanted.formerly === null ? [key] : [key, wanted.formerly]
  const readings = await look(kind, drivers, keys, new Map([[key, wanted]]))
  const { reading } = readingOfWanted(readings, wanted)
  const seen = reading.state === 'present' ? seenAs(kind, reading.live, reading.owner) : {}
  const step = assess({ kind, key, reading, wanted }, drivers.mark)
  if (step.step === 'hold') return refused(step.why, seen)
  if (reading.state !== 'present') return refused([nothingThere(kind, wanted)], seen)

  const written = step.step === 'write' ? step : null
  const differences = (written?.differences ?? []).filter(one => one.path !== markPath)
  const isMarked = written === null || written.differences.length === differences.length
  return {
    ...unseen,
    ...seen,
    differences,
    verdict: isMarked ? 'unchanged' : 'may-change',
    handle: { kind, live: reading.live, mark: key },
    findings: step.step === 'remove' ? [] : step.remarks,
  }
}

export function seenAs(kind: AnyKind, live: object, owner: Sighting['owner']) {
  return { title: titleOf(kind, live), owner, values: removalOf(kind.fields, live) }
}

function nothingThere(kind: AnyKind, wanted: Wanted): Finding {
  return finding('nothing-to-adopt', { what: titleOf(kind, wanted.desired) })
}

function notInSpec({ kind, key }: Reference, all: readonly Wanted[]): Finding {
  const keys = all.map(one => one.key)
  const meant = createSuggest()(key, keys)
  const [first] = keys
  const suggestion =
    meant !== undefined
      ? `Did you mean ${meant}?`
      : first === undefined
        ? `It asks for no ${kind} at all.`
        : `It asks for ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ' …' : ''}.`
  return finding('not-in-spec', { kind, key, suggestion })
}
