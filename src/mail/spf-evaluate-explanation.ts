/**
 * The sentence that a domain publishes for mail it disowns (`exp=`, RFC 7208,
 * section 6.2). It never changes a result: whatever is wrong with it, there is
 * just no sentence.
 */
import { canBeAsked, txtText } from './spf-evaluate-asking.js'
import type { SpfExplanationPlace } from './spf-evaluate-ending.js'
import { explanationOf, nameOf, type SpfWalk } from './spf-evaluate-walk.js'

export async function fetchExplanation(
  walk: SpfWalk,
  { domain, text }: SpfExplanationPlace,
): Promise<string | null> {
  const { name } = await nameOf(walk, domain, text)
  if (!canBeAsked(name)) return null
  const { status, records } = await walk.asking.ask(name, 'TXT')
  const [record] = records
  if (status !== 'ok' || record === undefined || records.length > 1) return null
  const sentence = txtText(record)
  return (await explanationOf(walk, domain, sentence)) ?? null
}
