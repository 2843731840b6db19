/**
 * Where the values of a YAML document stand in its text.
 *
 * js-yaml's events carry offsets, and the values are made from the same events;
 * so a path through the values is also a path through the events. Nothing is
 * computed beforehand: the children of a collection are looked up when somebody
 * asks for a place in it, and kept.
 */
import { EVENT_ID, getScalarValue, SCALAR_STYLE, type Event } from 'js-yaml'

export type Path = readonly (string | number)[]

export interface Positions {
  /**
   * Offset of the value at the path, or of its key. Where the path is not
   * written, of the key of its nearest written parent; a single value stands for
   * the list it may be. A value on a later line than its key is shown by the key.
   */
  locate(path: Path, at: 'key' | 'value'): number
}

interface Child {
  readonly key: number
  readonly value: number
}

/** Positions of the document whose root is the event at index `root`. */
export function positionsOf(text: string, events: readonly Event[], root: number): Positions {
  const known = new Map<number, ReadonlyMap<string, Child>>()
  const childrenOf = (node: number) => {
    const children = known.get(node) ?? readChildren(text, events, node)
    known.set(node, children)
    return children
  }

  return {
    locate(path, wanted) {
      let at: Child = { key: root, value: root }
      let isWritten = true
      for (const step of path) {
        const child = childrenOf(at.value).get(String(step))
        isWritten = child !== undefined || isPlaceInSingle(events[at.value], step)
        if (!isWritten) break
        at = child ?? at
      }
      const key = offsetOf(events[at.key]) ?? 0
      if (wanted === 'key' || !isWritten) return key
      const value = offsetOf(events[at.value]) ?? key
      return /[\r\n]/.test(text.slice(key, value)) ? key : value
    },
  }
}

/** Whether the step is a place in a list, and a single value stands there instead of one. */
function isPlaceInSingle(event: Event | undefined, step: string | number): boolean {
  return typeof step === 'number' && event?.type !== EVENT_ID.SEQUENCE
}

/** The entries of the collection at `node`, by key or index; none for a scalar or an alias. */
function readChildren(
  text: string,
  events: readonly Event[],
  node: number,
): ReadonlyMap<string, Child> {
  const children = new Map<string, Child>()
  const type = events[node]?.type
  if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) return children
  let depth = 0
  let key: number | undefined
  for (let index = node + 1; index < events.length; index += 1) {
    const event = events[index]
    if (!event) break
    if (event.type === EVENT_ID.POP) {
      if (depth === 0) break
      depth -= 1
      continue
    }
    if (depth === 0) {
      if (type === EVENT_ID.SEQUENCE) {
        children.set(String(children.size), { key: index, value: index })
      } else if (key === undefined) key = index
      else {
        const name = keyText(text, events[key])
        if (name !== undefined) children.set(name, { key, value: index })
        key = undefined
      }
    }
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) depth += 1
  }
  return children
}

function keyText(text: string, event: Event | undefined): string | undefined {
  if (event?.type !== EVENT_ID.SCALAR) return undefined
  return getScalarValue(text, event)
}

function offsetOf(event: Event | undefined): number | undefined {
  if (!event) return undefined
  if ('start' in event) return event.start
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1
  if (event.type !== EVENT_ID.SCALAR || event.valueStart === -1) return undefined
  const { style, valueStart } = event
  const quoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED
  return quoted ? valueStart - 1 : valueStart
}
