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
/** @typedef {import('./example-stack.mjs').ExampleStack} ExampleStack */
/** @typedef {Awaited<ReturnType<typeof openRecordedWorld>>} World */

/** @typedef {Settled & { event: string }} Example */

/**
 * @param {AnyKind} kind
 * @param {ExampleStack} stack
 * @param {'spec' | 'program'} asker
 * @returns {Promise<readonly Example[]>}
 */
export async function examplesOf(kind, stack, asker) {
  const [first, sibling] = richestFirst(kind, stack.wanted)
  if (!first) throw new Error(`${stack.path} wants no ${kind.name}.`)
  const world = await openRecordedWorld(kind, stack)
  return [
    { event: `New in the ${asker}`, ...(await world.settle([first])) },
    {
      event: `Changed in the ${asker}`,
      ...(await changed(kind, world, stack.then ?? alterations(kind, first, sibling))),
    },
    { event: `Gone from the ${asker}`, ...(await world.settle([])) },
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
 * The first alteration that changes something: a list that only ever grows does
 * not shrink because the spec does.
 * @param {AnyKind} kind
 * @param {World} world
 * @param {readonly Wanted[]} alterations
 */
async function changed(kind, world, alterations) {
  for (const one of alterations) {
    const settled = await world.settle([one])
    if (settled.text !== '') return settled
  }
  throw new Error(`Nothing of ${kind.name} can be changed for an example.`)
}

/**
 * One field changed, in each way that makes sense: a list gains what the sibling
 * has in it, a list loses its last entry, a switch is turned over.
 * @param {AnyKind} kind
 * @param {Wanted} wanted
 * @param {Wanted | undefined} sibling
 * @returns {readonly Wanted[]}
 */
function alterations(kind, wanted, sibling) {
  const [before, beside] = [plain(kind, wanted), sibling ? plain(kind, sibling) : {}]
  const fields = Object.entries(kind.fields).filter(
    ([, field]) => field.role === 'compared' && field.constant === undefined,
  )
  return [grown, shrunk, turned].flatMap(alter =>
    fields.flatMap(([path, field]) =>
      alter(before[path] ?? null, beside[path] ?? null).map(value => ({
        ...wanted,
        desired: { ...wanted.desired, [path]: field.fromJson(value) },
      })),
    ),
  )
}

/**
 * @param {Json} value
 * @param {Json} beside
 * @returns {readonly Json[]}
 */
function grown(value, beside) {
  if (!isList(value) || !isList(beside)) return []
  const joined = [...new Set([...value, ...beside])]
  return joined.length > value.length ? [joined] : []
}

/**
 * @param {Json} value
 * @returns {readonly Json[]}
 */
function shrunk(value) {
  return isList(value) && value.length > 1 ? [value.slice(0, -1)] : []
}

/**
 * @param {Json} value
 * @returns {readonly Json[]}
 */
function turned(value) {
  return typeof value === 'boolean' ? [!value] : []
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
