/**
 * What the schema says of a place in a document: its sentence, an example, the
 * words that may stand there and the keys it knows. Faults quote this, so that
 * what an editor shows on hover and what a fault says are the same text.
 *
 * Read from the JSON Schema and only when there is a fault: it costs more than
 * loading a small spec.
 */
import type { Path } from './positions.js'
import { jsonSchema, type JsonSchema } from './schema.js'

export interface SchemaWords {
  readonly about: string
  /** As it would be written after the key. */
  readonly example: string
  /** The words it takes, where it takes only certain ones. */
  readonly choices: readonly string[]
  /** The keys that may stand in it. */
  readonly keys: readonly string[]
  readonly takesYesOrNo: boolean
  readonly takesNumber: boolean
}

export function wordsAt(path: Path): SchemaWords {
  let nodes: readonly JsonSchema[] = [jsonSchema()]
  let described: JsonSchema | undefined = nodes[0]
  for (const step of path) {
    nodes = alternatives(nodes).flatMap(node => stepInto(node, step))
    described = nodes.find(node => typeof node.description === 'string') ?? described
  }
  const all = alternatives(nodes)
  return {
    about: typeof described?.description === 'string' ? described.description : '',
    example: printExample(exampleOf(described)),
    choices: [...new Set(all.flatMap(choicesOf))],
    keys: [...new Set(all.flatMap(node => Object.keys(asSchema(node.properties) ?? {})))],
    takesNumber: all.some(takesNumber),
    takesYesOrNo: all.some(node => node.type === 'boolean' && node.const === undefined),
  }
}

/** An example as YAML on one line. */
export function printExample(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printExample).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, one]) => `${name}: ${printExample(one)}`)
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
  }
  const text = String(value)
  const needsQuotes = typeof value === 'string' && /^[{*@&!%`]|: | #|^\d+$/.test(text)
  return needsQuotes ? `"${text}"` : text
}

/** The node itself, or the nodes it is a choice between. */
export function alternatives(nodes: readonly JsonSchema[]): readonly JsonSchema[] {
  return nodes.flatMap(node => {
    const choices = node.anyOf ?? node.oneOf
    if (!Array.isArray(choices)) return [node]
    const forms: readonly unknown[] = choices
    return alternatives(forms.map(asSchema).filter(form => form !== undefined))
  })
}

function stepInto(node: JsonSchema, step: string | number): readonly JsonSchema[] {
  const child =
    typeof step === 'number'
      ? asSchema(node.items)
      : (asSchema(ownValue(asSchema(node.properties), step)) ?? asSchema(node.additionalProperties))
  return child ? [child] : []
}

export function choicesOf(node: JsonSchema): readonly string[] {
  if (Array.isArray(node.enum)) return node.enum.filter(one => typeof one === 'string')
  if (typeof node.const === 'string') return [node.const]
  // A list of words: its words may also stand alone.
  const items = asSchema(node.items)
  return items ? alternatives([items]).flatMap(choicesOf) : []
}

/** Itself, or one by one in a list. */
function takesNumber(node: JsonSchema): boolean {
  const items = asSchema(node.items)
  if (items) return alternatives([items]).some(takesNumber)
  return node.type === 'integer' && node.const === undefined
}

function exampleOf(node: JsonSchema | undefined): unknown {
  return Array.isArray(node?.examples) ? (node.examples as readonly unknown[])[0] : undefined
}

function ownValue(node: JsonSchema | undefined, name: string): unknown {
  return node && Object.hasOwn(node, name) ? node[name] : undefined
}

export function asSchema(value: unknown): JsonSchema | undefined {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isMap ? (value as JsonSchema) : undefined
}
