/**
 * Three examples for each kind: new, changed and gone from the spec. Nobody writes them: one
 * wanted thing of the example stack is planned and applied in a simulated
 * tenant, and what the program wrote there is shown. So a page never shows a
 * cmdlet that devicemail does not run.
 */
import { openRecordedWorld } from './recorded-world.mjs'

/** @typedef {import('../../src/resources/resource.js').AnyKind} AnyKind */
/** @typedef {import('../../src/resources/resource.js').Wanted} Wanted */
/** @typedef {import('../../src/resources/field.js').Json} Json */
/** @typedef {import('./recorded-world.mjs').Settled} Settled */
/** @typedef {Awaited<ReturnType<typeof import('./example-stack.mjs').exampleStack>>} ExampleStack */

/** @typedef {Settled & { event: string }} Example */

/**
 * @param {AnyKind} kind
 * @param {ExampleStack} stack
 * @returns {Promise<readonly Example[]>}
 */
export async function examplesOf(kind, stack) {
  const [first, sibling] = richestFirst(kind, stack.wanted)
  if (!first) throw new Error(`stacks/contoso wants no ${kind.name}: its page needs an example.`)
  const world = await openRecordedWorld(kind, stack)
  return [
    { event: 'New in the spec', ...(await world.settle([first])) },
    { event: 'Changed in the spec', ...(await world.settle([altered(kind, first, sibling)])) },
    { event: 'Gone from the spec', ...(await world.settle([])) },
  ]
}

/**
 * Things with much in them show more; of two alike the first by key.
 * @param {AnyKind} kind
 * @param {readonly Wanted[]} wanted
 * @returns {readonly Wanted[]}
 */
function richestFirst(kind, wanted) {
  const size = (/** @type {Wanted} */ one) => JSON.stringify(plain(kind, one)).length
  return wanted
    .filter(one => one.kind === kind.name)
    .map(one => ({ ...one, needs: [], doneBy: /** @type {const} */ ('devicemail') }))
    .sort((one, other) => size(other) - size(one) || (one.key < other.key ? -1 : 1))
}

/**
 * One field changed to a value that makes sense: a list gains what the sibling
 * has in it, or loses its last entry; a switch is turned over.
 * @param {AnyKind} kind
 * @param {Wanted} wanted
 * @param {Wanted | undefined} sibling
 * @returns {Wanted}
 */
function altered(kind, wanted, sibling) {
  const [before, beside] = [plain(kind, wanted), sibling ? plain(kind, sibling) : {}]
  const candidates = Object.entries(kind.fields)
    .filter(([, field]) => field.role === 'compared' && field.constant === undefined)
    .flatMap(([path]) =>
      otherValue(before[path] ?? null, beside[path] ?? null).map(value => ({ path, value })),
    )
  const chosen = candidates.find(one => Array.isArray(one.value)) ?? candidates[0]
  const field = chosen && kind.fields[chosen.path]
  if (!field)
    throw new Error(`No field of ${kind.name} ${wanted.key} can be changed for an example.`)
  return { ...wanted, desired: { ...wanted.desired, [chosen.path]: field.fromJson(chosen.value) } }
}

/**
 * @param {Json} value
 * @param {Json} beside
 * @returns {readonly Json[]} one, or none where nothing sensible is at hand
 */
function otherValue(value, beside) {
  if (typeof value === 'boolean') return [!value]
  if (!isList(value)) return []
  const joined = [...new Set([...value, ...(isList(beside) ? beside : [])])]
  if (joined.length > value.length) return [joined]
  return value.length > 1 ? [value.slice(0, -1)] : []
}

/**
 * @param {AnyKind} kind
 * @param {Wanted} wanted
 * @returns {Readonly<Record<string, Json>>}
 */
function plain({ fields }, { desired }) {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([path, field]) =>
      path in desired ? [[path, field.toJson(Reflect.get(desired, path))]] : [],
    ),
  )
}

/**
 * @param {Json} value
 * @returns {value is readonly Json[]}
 */
function isList(value) {
  return Array.isArray(value)
}
