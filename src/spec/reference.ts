/**
 * The reference page of the spec, in Markdown, from the schema that validates
 * it: every key with its sentence, what it takes, and an example.
 */
import { jsonSchema, type JsonSchema } from './schema.js'
import { alternatives, asSchema, choicesOf, printExample } from './schema-words.js'

/** The keys of a map: its path, with names of things as `<name>`, and the forms it may have. */
interface Section {
  readonly title: string
  readonly forms: readonly JsonSchema[]
}

const head = [
  '# The spec',
  '',
  'A spec is a folder of YAML files, merged. Every key is listed here under the thing it belongs to;',
  'none must be given unless its sentence says so. Where a list may stand, a single value may stand too.',
]

export function specReference(): string {
  const sections = sectionsFrom('', jsonSchema())
  return [...head, ...sections.map(printSection), ''].join('\n')
}

/** Maps with known keys, from the outside to the inside, in the order of the schema. */
function sectionsFrom(title: string, node: JsonSchema): readonly Section[] {
  if (isRepeated(title)) return []
  const forms = alternatives([node]).flatMap(form => {
    const items = asSchema(form.items)
    return items ? [form, ...alternatives([items])] : [form]
  })
  const withKeys = forms.filter(form => form.properties !== undefined)
  const things = forms.map(form => asSchema(form.additionalProperties)).filter(isNamedThing)
  const inside = Object.entries(keysOf(withKeys)).flatMap(([key, one]) =>
    sectionsFrom(title === '' ? key : `${title}.${key}`, one),
  )
  const named = things.flatMap(one => sectionsFrom(`${title}.<name>`, one))
  const section = { title, forms: withKeys }
  return [...(withKeys.length > 0 ? [section] : []), ...inside, ...named]
}

/**
 * Described elsewhere: devices stand under sites too, defaults hold what the
 * things hold, and a sign-in to read or to write what a sign-in for both holds.
 */
function isRepeated(title: string): boolean {
  const isPart = title.startsWith('defaults.') || title.startsWith('tenant.exchange.auth.')
  return isPart || title === 'sites.<name>.devices'
}

function isNamedThing(node: JsonSchema | undefined): node is JsonSchema {
  return node !== undefined && Object.keys(node).length > 0
}

/** Every key of the forms once, with all that it may hold in any of them. */
function keysOf(forms: readonly JsonSchema[]): Readonly<Record<string, JsonSchema>> {
  const keys: Record<string, JsonSchema> = {}
  for (const form of forms)
    for (const [key, one] of Object.entries(asSchema(form.properties) ?? {})) {
      const node = asSchema(one) ?? {}
      const known = keys[key]
      keys[key] = known
        ? { ...known, anyOf: [...alternatives([known]), ...alternatives([node])] }
        : node
    }
  return keys
}

function printSection({ title, forms }: Section): string {
  const about = forms[0]?.description
  const said = typeof about === 'string' && title !== '' ? ['', about] : []
  const rows = Object.entries(keysOf(forms)).map(([key, node]) => printRow(key, node))
  const table = ['', '| key | takes | what it is | example |', '|---|---|---|---|', ...rows]
  return ['', `## ${title === '' ? 'The whole' : `\`${title}\``}`, ...said, ...table].join('\n')
}

function printRow(key: string, node: JsonSchema): string {
  const examples = Array.isArray(node.examples) ? node.examples.slice(0, 2) : []
  const about = typeof node.description === 'string' ? node.description : ''
  const written = examples.map(one => `\`${printExample(one)}\``).join('<br>')
  return `| \`${key}\` | ${takes(node)} | ${cell(about)} | ${cell(written)} |`
}

/** What may stand behind a key, in a few words. */
function takes(node: JsonSchema): string {
  const forms = alternatives([node]).map(formWords)
  return [...new Set(forms.filter(form => form !== ''))].join(' · ')
}

function formWords(form: JsonSchema): string {
  if (form.type === 'array') return 'a list'
  if (form.type === 'object') return 'a map'
  const words = choicesOf(form)
  if (words.length > 0) return words.join(', ')
  if (typeof form.const === 'number' || form.const === false) return String(form.const)
  // Numbers that only stand for words which were listed already, and nothing at all.
  if (form.enum !== undefined || form.type === 'null') return ''
  if (form.type === 'boolean') return 'true, false'
  return form.type === 'integer' || form.type === 'number' ? numberWords(form) : 'text'
}

function numberWords({ minimum, maximum }: JsonSchema): string {
  const most = Number.MAX_SAFE_INTEGER
  const isBound = (value: unknown): value is number =>
    typeof value === 'number' && Math.abs(value) < most
  if (isBound(minimum) && isBound(maximum)) return `${String(minimum)} to ${String(maximum)}`
  return isBound(minimum) ? `${String(minimum)} or more` : 'a number'
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
