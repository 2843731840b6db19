/** What a plan would observe of these kinds: all that is wanted or bears our mark, from the looks of the run. */
import { Fault } from '../../drivers/fault.js'
import { findingOf } from '../../engine/fault-finding.js'
import type { Observation, Observed } from '../../engine/observe.js'
import { finding } from '../../findings.js'
import type { AnyKind, Key, Marked } from '../../resources/resource.js'
import type { Session } from './session.js'

/** Of each kind what bears a mark of devicemail. */
export type FindMarked = (kind: AnyKind) => Promise<readonly Marked[]>

export async function observedIn(
  session: Session,
  kinds: readonly AnyKind[],
  findMarked: FindMarked,
): Promise<Observed> {
  const observations: Observation[] = []
  const unread: Observed['unread'][number][] = []
  for (const kind of kinds) {
    const wanted = session.stack().compiled.wanted.filter(one => one.kind === kind.name)
    const asked = new Set(wanted.flatMap(one => [one.key, one.formerly ?? one.key]))
    const marked = await markedKeys(session, kind, findMarked)
    if ('why' in marked) unread.push({ kind: kind.name, why: marked.why })
    const others = 'why' in marked ? [] : marked.keys.filter(key => !asked.has(key))
    const questions = [
      ...wanted.map(one => ({ key: one.key, wanted: one })),
      ...others.map(key => ({ key, wanted: undefined })),
    ]
    const looked = questions.map(async question => ({
      kind,
      ...question,
      reading: await session.readings.of(kind, question),
    }))
    observations.push(...(await Promise.all(looked)))
  }
  return { observations, unread }
}

async function markedKeys(session: Session, kind: AnyKind, findMarked: FindMarked) {
  const { spec } = session.drivers().mark
  try {
    const ours = (await findMarked(kind)).filter(one => one.spec === spec)
    return { keys: [...new Set<Key>(ours.map(one => one.key))].sort() }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    const why = findingOf(fault, kind.name).message
    return { why: finding('kind-unread', { kind: kind.name, why }) }
  }
}
