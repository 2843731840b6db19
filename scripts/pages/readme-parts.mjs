/**
 * The parts of README.md that repeat what the code knows. Each stands between
 * `<!-- name:start -->` and `<!-- name:end -->`; everything else is a person's text.
 */
import { built } from '../built.mjs'
import { code, prose, table } from './markdown.mjs'

/** The decision table, as src/compile/methods.ts holds it. */
export async function decisionTable() {
  /** @type {{ methods: typeof import('../../src/compile/methods.js').methods }} */
  const { methods } = await built('compile/methods.js')
  return table(
    ['way of sending', 'what it is', 'needs'],
    methods.map(({ title, about, requirements }) => [
      `**${title}**`,
      prose(about),
      requirements.map(one => prose(one.about)).join('<br>'),
    ]),
  )
}

/** The commands that are built, in the order of `devicemail --help`. */
export async function commandTable() {
  /** @type {{ commands: typeof import('../../src/cli/commands.js').commands }} */
  const { commands } = await built('cli/commands.js')
  return table(
    ['command', 'does'],
    commands.map(({ name, words, summary }) => [
      code(['devicemail', name, ...words.map(word => word.name)].join(' ')),
      prose(summary),
    ]),
  )
}

/**
 * @param {string} text
 * @param {Readonly<Record<string, string>>} parts by name
 */
export function withParts(text, parts) {
  return Object.entries(parts).reduce((whole, [name, part]) => {
    const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
    const [from, to] = [whole.indexOf(start), whole.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`README.md lacks ${start} … ${end}.`)
    return `${whole.slice(0, from + start.length)}\n\n${part}\n\n${whole.slice(to)}`
  }, text)
}
