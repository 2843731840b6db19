/**
 * docs/resources/<kind>.md: what a kind gives, which facts it leans on, its
 * fields, and the same in PowerShell. All of it is read from the kind: its head
 * comment, its table of fields, and the cmdlets it runs for the example stack.
 */
import { readFileSync } from 'node:fs'
import { block, capital, code, page, prose, table } from './markdown.mjs'

/** @typedef {import('../../src/resources/resource.js').AnyKind} AnyKind */
/** @typedef {import('../../src/resources/field.js').Field<unknown>} AnyField */
/** @typedef {import('./resource-examples.mjs').Example} Example */

/**
 * @param {AnyKind} kind
 * @param {string} source where the examples come from
 * @param {readonly Example[]} examples
 * @param {'spec' | 'program'} asker who asks for things of the kind
 */
export function resourcePage(kind, source, examples, asker) {
  return page(
    `# ${kind.name}`,
    prose(kind.summary),
    ...(asker === 'program'
      ? ['Only a [program of Pulumi](../pulumi.md#the-entra-side) makes it; no spec asks for it.']
      : []),
    headOf(kind),
    `${owned[kind.owns]} When the ${asker} no longer asks for it, ${unwanted[kind.whenUnwanted]}`,
    '## Fields',
    table(
      ['field', 'what it is', 'form', 'in Exchange'],
      Object.entries(kind.fields).map(fieldRow(kind)),
    ),
    rolesOf(kind),
    ...cmdletsOf(kind),
    '## Examples',
    kind.cmdlets.write.length > 0
      ? `Taken from ${code(source)}. The PowerShell is what devicemail runs; \`$guid\` is the Guid of the object, which Exchange gives it.`
      : `Taken from ${code(source)}; this is what devicemail writes.`,
    ...examples.flatMap(exampleOf(kind)),
  )
}

const owned = {
  object: 'The whole thing is ours, and bears our mark.',
  part: 'Only a part of it is ours; nothing outside that part changes. The line in the spec is the consent.',
}

const unwanted = {
  remove: 'it is removed.',
  keep: 'it is kept, and a plan says so.',
}

/** The head comment of the kind's file: written for people, true by review.
 * @param {AnyKind} kind */
function headOf({ name }) {
  const file = new URL(`../../src/resources/${name}.ts`, import.meta.url)
  const [, head = ''] = /^\/\*\*\n([\s\S]*?)\n \*\//.exec(readFileSync(file, 'utf8')) ?? []
  const lines = head.split('\n').map(line => line.replace(/^ \* ?/, ''))
  return prose(lines.join('\n').replace(/:\n- /, ':\n\n- '))
}

/**
 * @param {AnyKind} kind
 * @returns {(entry: [string, AnyField]) => readonly string[]}
 */
function fieldRow({ cmdlets }) {
  return ([name, field]) => {
    const parameters = cmdlets.write.flatMap(cmdlet => field.parameterOf(cmdlet) ?? [])
    const seen = new Set([...parameters, ...(field.property ? [field.property] : [])])
    return [
      code(name),
      prose(field.about),
      field.constant === undefined ? formOf(field) : `always ${code(printed(field.constant))}`,
      [...seen].map(code).join(', '),
    ]
  }
}

/** @param {AnyField} field */
function formOf({ role, schema }) {
  const types = [schema.type].flat().filter(type => typeof type === 'string')
  const form = Array.isArray(schema.enum)
    ? schema.enum.map(word => code(String(word))).join(', ')
    : (forms[types.join(' ')] ?? types.join(' or '))
  return role === 'compared' ? form : `${form} (${role})`
}

/** @type {Readonly<Record<string, string>>} */
const forms = {
  string: 'text',
  'string null': 'text, or nothing',
  boolean: 'yes or no',
  'boolean null': 'yes, no, or as the tenant has it',
  array: 'list',
  integer: 'number',
}

/** What the words in brackets mean, where they occur.
 * @param {AnyKind} kind */
function rolesOf({ fields }) {
  const roles = new Set(Object.values(fields).map(field => field.role))
  return [
    ...(roles.has('key') ? ['A key names the thing, and never differs.'] : []),
    ...(roles.has('policy') ? ['A policy steers us, and is not kept in the world.'] : []),
  ].join(' ')
}

/** @param {unknown} value */
function printed(value) {
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** @param {AnyKind} kind */
function cmdletsOf({ cmdlets }) {
  const reads = Object.keys(cmdlets.read)
  if (reads.length + cmdlets.write.length === 0) return []
  return [
    '## Cmdlets',
    table(
      ['to look', 'to change'],
      [[reads.map(code).join(', '), cmdlets.write.map(code).join(', ')]],
    ),
  ]
}

/**
 * @param {AnyKind} kind
 * @returns {(example: Example) => readonly string[]}
 */
function exampleOf({ cmdlets }) {
  const language = cmdlets.write.length > 0 ? 'powershell' : 'diff'
  return ({ event, title, meaning, text }) =>
    text === ''
      ? [`### ${event}`, 'Nothing is written: it is kept, and the plan says so.']
      : [`### ${event}: ${prose(title)}`, prose(sentence(meaning)), block(language, text)]
}

/** An address at the beginning stays as it is written.
 * @param {string} text */
function sentence(text) {
  return /^\S+@/.test(text) ? text : capital(text)
}
