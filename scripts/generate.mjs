/**
 * Writes everything in the repository that repeats what the code knows, from the
 * built program: `node scripts/generate.mjs`. With `--check` it writes nothing
 * and names what is out of date.
 *
 * Pages of kinds follow the table of kinds: a new kind needs no change here.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { built } from './built.mjs'
import { findingsPage } from './pages/findings-page.mjs'
import { planPicture } from './pages/plan-picture.mjs'
import { commandTable, decisionTable, withParts } from './pages/readme-parts.mjs'
import { applicationExample } from './pages/application-example.mjs'
import { exampleOf } from './pages/example-stack.mjs'
import { examplesOf } from './pages/resource-examples.mjs'
import { resourcePage } from './pages/resource-page.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const pagesOfKinds = 'docs/resources'

/**
 * The text that must stand in each file, by its path from the root.
 * @returns {Promise<Readonly<Record<string, string>>>}
 */
async function generated() {
  /** @type {{ jsonSchema: typeof import('../src/spec/schema.js').jsonSchema }} */
  const { jsonSchema } = await built('spec/schema.js')
  /** @type {{ specReference: typeof import('../src/spec/reference.js').specReference }} */
  const { specReference } = await built('spec/reference.js')
  /** @type {{ kinds: typeof import('../src/resources/kinds.js').kinds }} */
  const { kinds } = await built('resources/kinds.js')
  /** @type {{ applicationKinds: typeof import('../src/resources/kinds.js').applicationKinds }} */
  const { applicationKinds } = await built('resources/kinds.js')
  const pages = await Promise.all(
    kinds.map(async kind => {
      const stack = await exampleOf(kind.name)
      const text = resourcePage(kind, stack.path, await examplesOf(kind, stack, 'spec'), 'spec')
      return /** @type {const} */ ([`${pagesOfKinds}/${kind.name}.md`, text])
    }),
  )
  const others = await Promise.all(
    applicationKinds.map(async kind => {
      const stack = await applicationExample(kind.name, await exampleOf('inbound-connector'))
      const examples = await examplesOf(kind, stack, 'program')
      const text = resourcePage(kind, stack.path, examples, 'program')
      return /** @type {const} */ ([`${pagesOfKinds}/${kind.name}.md`, text])
    }),
  )
  return {
    ...Object.fromEntries(pages),
    ...Object.fromEntries(others),
    'docs/findings.md': await findingsPage(),
    'docs/spec.md': specReference(),
    'devicemail.schema.json': JSON.stringify(jsonSchema()),
    'README.md': withParts(readFileSync(`${root}README.md`, 'utf8'), {
      plan: planPicture(),
      methods: await decisionTable(),
      commands: await commandTable(),
    }),
  }
}

/**
 * @param {string} path
 * @param {string} text
 */
async function laidOut(path, text) {
  const filepath = root + path
  return format(text, { ...(await resolveConfig(filepath)), filepath })
}

/** @param {string} path */
function standing(path) {
  return existsSync(root + path) ? readFileSync(root + path, 'utf8') : undefined
}

const wanted = new Map(
  await Promise.all(
    Object.entries(await generated()).map(
      async ([path, text]) => /** @type {const} */ ([path, await laidOut(path, text)]),
    ),
  ),
)
mkdirSync(root + pagesOfKinds, { recursive: true })
const left = readdirSync(root + pagesOfKinds)
  .map(name => `${pagesOfKinds}/${name}`)
  .filter(path => !wanted.has(path))
const stale = [
  ...[...wanted].flatMap(([path, text]) => (standing(path) === text ? [] : path)),
  ...left,
]

if (process.argv.includes('--check')) {
  for (const path of stale)
    console.log(`${path} is out of date: run "npm run fix" and read the diff`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const path of stale) {
    const text = wanted.get(path)
    if (text === undefined) rmSync(root + path)
    else writeFileSync(root + path, text)
    console.log(`${text === undefined ? 'removed' : 'written'}  ${path}`)
  }
}
