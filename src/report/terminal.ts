/**
 * Reports in a terminal: calm, aligned, wrapped to the width, readable without
 * colours. Colours come from the palette only, so a value can never add one.
 */
import { createBrush, type Brush, type TerminalOptions } from './brush.js'
import { visible } from './escape.js'
import { foldThings } from './fold.js'
import { widthOf } from './layout.js'
import { piece, say, type Block, type Page } from './page.js'
import { pageOf } from './page-of.js'
import type { Report } from './report.js'
import { drawFacts } from './terminal-facts.js'
import { drawFindings } from './terminal-findings.js'
import { drawTable } from './terminal-table.js'
import { drawThings } from './terminal-things.js'
import { drawTree } from './terminal-tree.js'
import { number } from './wording.js'

/** Draws one report after the other. */
export function terminal(reports: readonly Report[], options: TerminalOptions): string {
  const brush = createBrush(options)
  return reports.map(report => drawPage(pageOf(report, 'apply'), brush)).join('\n')
}

function drawPage(page: Page, brush: Brush): string {
  const blocks = page.blocks.map(block => drawBlock(block, brush)).filter(lines => lines.length > 0)
  const [first = [], ...others] = blocks
  const lines = [...drawHead(page, brush), ...first, ...others.flatMap(block => ['', ...block])]
  return lines
    .map(line => line.trimEnd())
    .join('\n')
    .concat('\n')
}

/** The command, and beside it or under it which tenant this is about. */
function drawHead({ command, about }: Page, brush: Brush): readonly string[] {
  const left = visible(command)
  const right = visible(about.join(' · '))
  return widthOf(left) + 4 + widthOf(right) <= brush.width
    ? [`${brush.palette.bold(left)}    ${brush.palette.dim(right)}`]
    : [...brush.lines('', [piece(command, 'strong')]), ...brush.lines('', [piece(right, 'quiet')])]
}

function drawBlock(block: Block, brush: Brush): readonly string[] {
  const { palette, verbose } = brush
  switch (block.block) {
    case 'alarm':
      return block.lines.flatMap(line => brush.lines('! ', [piece(line, 'bad')], palette.red))
    case 'lead':
      return brush.lines('', [
        piece(`${block.label}:`, 'strong'),
        ...say(` ${block.sentences.join(' ')}`),
      ])
    case 'things': {
      const { shown, more } = foldThings(block.things, verbose ? block.things.length : 30)
      return [...drawThings(shown, brush), ...moreLine(more, brush)]
    }
    case 'facts':
      return drawFacts(block.facts, '', brush)
    case 'findings':
      return drawFindings(block.findings, brush)
    case 'table':
      return drawTable(block.columns, block.rows, brush)
    case 'tree':
      return drawTree(block.roots, brush)
    case 'code':
      return [palette.bold(visible(block.summary)), ...block.lines.map(visible)]
    case 'details':
      return verbose
        ? [
            palette.bold(visible(block.summary)),
            ...block.blocks.flatMap(one => drawBlock(one, brush)),
          ]
        : []
    case 'closing':
      return block.lines.flatMap(line => brush.lines('', line))
  }
}

function moreLine(more: number, { palette }: Brush): readonly string[] {
  return more === 0 ? [] : [palette.dim(`  and ${number(more)} more (--verbose shows all)`)]
}
