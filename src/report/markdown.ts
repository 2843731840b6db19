/**
 * Reports as Markdown, for the comment on a pull request.
 *
 * Such a comment has a size limit. What does not fit is cut in this order:
 * details, then long lists, then the facts beside them. The heading, the danger,
 * the words and the digest always stay, and the comment says what was cut.
 */
import { markdownText } from './escape.js'
import { drawBlock, type Cut } from './markdown-blocks.js'
import type { Page } from './page.js'
import { pageOf } from './page-of.js'
import type { Report } from './report.js'

export interface MarkdownOptions {
  /** Characters that all reports together may take. */
  readonly budget: number
}

/** What a comment on GitHub takes, with some room for what stands around it. */
const commentBudget = 65_000

/** From everything to the bare minimum; the first that fits is taken. */
const cuts: readonly (Cut & { readonly told: string })[] = [
  { details: true, rows: 25, alike: 3, facts: true, text: 4_000, told: '' },
  { details: false, rows: 25, alike: 3, facts: true, text: 2_000, told: 'the details' },
  { details: false, rows: 5, alike: 1, facts: true, text: 500, told: 'the details and long lists' },
  { details: false, rows: 0, alike: 0, facts: false, text: 200, told: 'all lists' },
]

/** Draws one report after the other; each takes an equal share of what is left. */
export function markdown(
  reports: readonly Report[],
  { budget }: MarkdownOptions = { budget: commentBudget },
): string {
  let left = budget
  const drawn = reports.map((report, index) => {
    const text = fitting(pageOf(report, 'merge'), Math.floor(left / (reports.length - index)))
    left -= text.length + 1
    return text
  })
  return drawn.join('\n')
}

function fitting(page: Page, budget: number): string {
  let text = ''
  for (const cut of cuts) {
    text = draw(page, cut, cut.told)
    if (text.length <= budget) return text
  }
  return shortened(text, budget)
}

function draw(page: Page, cut: Cut, told: string): string {
  const about = page.about.map(one =>
    one.startsWith('SIMULATED') ? `**${markdownText(one)}**` : markdownText(one),
  )
  const [danger, rest] = [
    page.blocks.filter(one => one.block === 'alarm'),
    page.blocks.filter(one => one.block !== 'alarm'),
  ]
  const sections = [
    `### ${markdownText(page.heading)}`,
    ...danger.map(one => drawBlock(one, cut)),
    about.join(' · '),
    ...rest.map(one => drawBlock(one, cut)),
    ...(told === ''
      ? []
      : [`_Too long for a comment: ${told} were cut. The plan in the terminal shows all._`]),
  ]
  return `${sections.filter(one => one !== '').join('\n\n')}\n`
}

/** Whole lines only, so that no markup is torn; the last resort for a budget of a few hundred characters. */
function shortened(text: string, budget: number): string {
  const lines: string[] = []
  let used = 0
  for (const line of text.split('\n')) {
    if (used + line.length + 1 > budget) break
    lines.push(line)
    used += line.length + 1
  }
  return lines.map(line => `${line}\n`).join('')
}
