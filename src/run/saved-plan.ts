/**
 * The approved plan: read from the file that `plan --out` wrote, and held
 * against what is there now. An apply goes on only if every change that is left
 * stands word for word in it; the others are done already.
 */
import { isObject } from '../drivers/plain-object.js'
import { canonicalJson } from '../engine/canonical-json.js'
import { digestOf, type Approvable } from '../engine/plan.js'
import type { Change, Plan } from '../engine/plan-data.js'
import { finding, type Finding } from '../findings.js'

export interface SavedPlan extends Approvable {
  readonly digest: string
}

type SavedChange = Approvable['changes'][number]

const planFormat = 'devicemail-plan/1'

/** The plan in the text of a file, or why it is none. */
export function parseSavedPlan(text: string, file: string): SavedPlan | Finding {
  const bad = (why: string) => finding('saved-plan-unreadable', { file, why })
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    return bad(error instanceof Error ? error.message : 'it is no JSON')
  }
  if (!isObject(data) || data.format !== planFormat) return bad(`its format is not ${planFormat}`)
  const { tenant, driver, digest, changes } = data
  if (typeof tenant !== 'string' || typeof driver !== 'string' || typeof digest !== 'string')
    return bad('it names no tenant, driver or digest')
  if (!Array.isArray(changes) || !changes.every(isSavedChange))
    return bad('its changes are damaged')
  const saved = { tenant, driver, digest, changes }
  if (digestOf(saved) !== digest) return finding('saved-plan-altered', { file })
  return saved
}

/** Why the plan that is there now may not be applied under this approval; [] if it may. */
export function notCovered(plan: Plan, saved: SavedPlan, file: string): readonly Finding[] {
  const now = `${plan.tenant} through ${plan.driver}`
  const then = `${saved.tenant} through ${saved.driver}`
  if (now !== then) return [finding('saved-plan-of-other-tenant', { file, saved: then, now })]
  const approved = new Set(saved.changes.map(wordsOf))
  const strange = plan.changes.filter(change => !approved.has(wordsOf(change)))
  if (strange.length === 0) return []
  const differences = strange.map(one => differenceTo(one, saved)).join('; ')
  return [finding('plan-outdated', { digest: saved.digest, differences })]
}

function differenceTo(change: Change, saved: SavedPlan): string {
  const { title } = change.telling
  const agreed = saved.changes.find(one => one.kind === change.kind && one.key === change.key)
  if (!agreed) return `${title} is to be ${past[change.verb]} now`
  if (agreed.verb !== change.verb)
    return `${title} was to be ${past[agreed.verb] ?? agreed.verb}, and is to be ${past[change.verb]} now`
  const known = new Set(agreed.fields.map(canonicalJson))
  const fields = change.fields.filter(one => !known.has(canonicalJson(one)))
  const shown = fields.map(
    ({ path, before, after }) =>
      `${path} from ${JSON.stringify(before)} to ${JSON.stringify(after)}`,
  )
  return `${title} would now change ${shown.join(', ') || 'less than was approved'}`
}

const past: Readonly<Record<string, string>> = {
  create: 'created',
  update: 'updated',
  remove: 'removed',
}

/** What an approval covers, word for word; not the reasons, which may move in a file. */
function wordsOf({ kind, key, verb, fields }: SavedChange | Change): string {
  return canonicalJson({ kind, key, verb, fields })
}

function isSavedChange(value: unknown): value is SavedChange {
  if (!isObject(value) || !Array.isArray(value.fields)) return false
  return ['kind', 'key', 'verb'].every(name => typeof value[name] === 'string')
}
