/**
 * How YAML is read here, and how much of it.
 *
 * Text stays as it was written wherever it could be misread: `1.0`, `010` and
 * `1e3` are no numbers but texts, since `tls: 1.0` must not become 1. Only what
 * prints back as it was written is a number. Aliases and merge keys are welcome,
 * but a few lines of them can stand for more values than fit in memory; so their
 * expansion is counted before anybody walks the values.
 */
import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  EVENT_ID,
  floatCoreTag,
  intCoreTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  Schema,
  type Event,
} from 'js-yaml'

/** A spec is six levels deep; what a driver's settings hold may be deeper. */
export const deepestNesting = 32
/** Values that aliases add beyond those written. */
const mostAliasedValues = 200_000
/** Keys copied by `<<`. */
export const mostMergedKeys = 200_000

/** Said by the map tag below, and turned into a finding of ours. */
export const forbiddenKey = 'the key __proto__ is not allowed'

const numberAsWritten = defineScalarTag(intCoreTag.tagName, {
  ...intCoreTag,
  resolve(source) {
    const value = Number(source)
    return Number.isSafeInteger(value) && String(value) === source ? value : NOT_RESOLVED
  },
})

const plainMap = defineMappingTag(mapTag.tagName, {
  ...mapTag,
  addPair: (carrier, key, value) =>
    key === '__proto__' ? forbiddenKey : mapTag.addPair(carrier, key, value),
})

export const yamlSchema = new Schema(
  CORE_SCHEMA.tags.filter(tag => tag.tagName !== floatCoreTag.tagName),
).withTags(numberAsWritten, plainMap, mergeTag)

/**
 * The event of the first alias that makes the document too large: one that
 * stands within what it names, or that passes the limit.
 */
export function findRunawayAlias(text: string, events: readonly Event[]): Event | undefined {
  if (!text.includes('*')) return undefined
  const sizes = new Map<string, number>()
  const open: { anchor: string | undefined; size: number }[] = []
  let added = 0
  const count = (values: number) => {
    const parent = open.at(-1)
    if (parent) parent.size += values
  }
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      const closed = open.pop()
      if (closed?.anchor !== undefined) sizes.set(closed.anchor, closed.size)
      count(closed?.size ?? 0)
    } else if (event.type === EVENT_ID.ALIAS) {
      // An anchor without a size is still open (a loop), or unknown, which js-yaml says itself.
      const name = text.slice(event.anchorStart, event.anchorEnd)
      const size = sizes.get(name) ?? (open.some(one => one.anchor === name) ? Infinity : 1)
      added += size
      if (added > mostAliasedValues) return event
      count(size)
    } else if (event.type === EVENT_ID.SCALAR) {
      const anchor = anchorOf(text, event)
      if (anchor !== undefined) sizes.set(anchor, 1)
      count(1)
    } else {
      const anchor = event.type === EVENT_ID.DOCUMENT ? undefined : anchorOf(text, event)
      if (anchor !== undefined) sizes.delete(anchor)
      if (event.type === EVENT_ID.DOCUMENT) sizes.clear()
      open.push({ anchor, size: 1 })
    }
  }
  return undefined
}

function anchorOf(
  text: string,
  event: { readonly anchorStart: number; readonly anchorEnd: number },
): string | undefined {
  return event.anchorStart === -1 ? undefined : text.slice(event.anchorStart, event.anchorEnd)
}
