/**
 * The import table: which room of src may know which other (docs/ARCHITECTURE.md).
 *
 * `values` may be imported freely, `types` only by `import type`, which leaves
 * nothing behind at run time. A room always knows itself; what is not named is
 * forbidden. An entry is a room, or one file of it without its ending.
 */
import { readdirSync, readFileSync } from 'node:fs'

const belowRun = ['engine', 'compile', 'resources', 'drivers', 'spec', 'mail', 'findings']
const belowFronts = ['run', 'report', ...belowRun]

/** @type {Record<string, { values?: string[], types?: string[] }>} */
const rooms = {
  findings: {},
  mail: { values: ['findings'] },
  spec: { values: ['mail', 'findings'] },
  drivers: { values: ['mail', 'findings'] },
  resources: { values: ['mail', 'findings', 'drivers/fault'], types: ['drivers'] },
  compile: { values: ['spec', 'mail', 'findings', 'resources/resource'], types: ['resources'] },
  engine: {
    values: [
      'findings',
      'resources/resource',
      'resources/field',
      'resources/field-table',
      'drivers/fault',
    ],
    types: ['drivers', 'resources/mark'],
  },
  run: { values: belowRun },
  report: { values: ['findings'], types: ['engine', 'compile', 'mail'] },
  cli: { values: belowFronts },
  pulumi: { values: belowFronts },
}

const resources = new URL('src/resources/', import.meta.url)
const kinds = readdirSync(resources)
  .filter(name => name.endsWith('.ts'))
  .filter(name => readFileSync(new URL(name, resources), 'utf8').includes('= defineKind'))
  .map(name => name.replace(/\.ts$/, ''))

/** @param {string} room */
const pathOf = room => `^src/${room}(/|\\.ts$)`

/** @param {string[]} names */
const anyOf = names => names.map(pathOf).join('|')

const valueRules = Object.entries(rooms).map(([room, { values = [], types = [] }]) => ({
  name: `${room}-knows-too-much`,
  comment: `src/${room} may import only: ${[...values, ...types].join(', ') || 'nothing of ours'}.`,
  severity: 'error',
  from: { path: pathOf(room) },
  to: { path: '^src/', pathNot: anyOf([room, ...values, ...types]) },
}))

const typeRules = Object.entries(rooms).flatMap(([room, { values = [], types = [] }]) =>
  types.length === 0
    ? []
    : {
        name: `${room}-may-know-types-only`,
        comment: `src/${room} may import from ${types.join(', ')} only by "import type".`,
        severity: 'error',
        from: { path: pathOf(room) },
        to: {
          path: anyOf(types),
          pathNot: anyOf([room, ...values]),
          dependencyTypesNot: ['type-only'],
        },
      },
)

/** A kind and the files named after it: `smtp-auth.ts`, `smtp-auth-telling.ts`.
 * @param {string} name */
const withCompanions = name => `^src/resources/${name}[-./].*ts$`

const kindRules = kinds.map(kind => ({
  name: `${kind}-knows-another-kind`,
  comment: 'A kind knows no other kind. What two share belongs in field.ts, mark.ts or src/mail.',
  severity: 'error',
  from: { path: withCompanions(kind) },
  to: { path: kinds.filter(other => other !== kind).map(withCompanions) },
}))

export default {
  forbidden: [
    ...valueRules,
    ...typeRules,
    ...kindRules,
    {
      name: 'pure-rooms-touch-the-world',
      comment: 'Files, network and processes belong to drivers, run and the fronts.',
      severity: 'error',
      from: { path: '^src/(findings|mail|resources|compile|report)(/|\\.ts$)' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|net|url)$' },
    },
    {
      name: 'circle',
      comment: 'Two files that need each other, if only for their types, are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'unresolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shipped-code-needs-a-dev-dependency',
      comment:
        'What src imports at run time is a dependency of the package, or its user’s (a peer).',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm-peer'] },
    },
    {
      name: 'source-knows-tests',
      comment: 'Nothing in src knows test, scripts or bench.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|bench)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'node'],
      exportsFields: ['exports'],
    },
  },
}
