/** The kind of a name that a person typed, if its things bear a mark as a whole. */
import { finding, type Finding } from '../../findings.js'
import { kinds } from '../../resources/kinds.js'
import type { AnyKind } from '../../resources/resource.js'

export function markableKind(name: string): AnyKind | Finding {
  const kind = kinds.find(one => one.name === name)
  const markable = kinds.filter(one => one.setMark !== undefined).map(one => one.name)
  if (!kind) return finding('unknown-kind', { kind: name, kinds: markable.join(', ') })
  return kind.setMark ? kind : finding('kind-is-a-part', { kind: name })
}
