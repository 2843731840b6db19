/** How each block of a page reads in Markdown, and how much of it is shown when room is short. */
import type { Finding } from '../findings.js'
import { markdownCode, markdownText, visible } from './escape.js'
import { alike } from './findings-order.js'
import { foldList, foldThings } from './fold.js'
import {
  plainOf,
  type Block,
  type Branch,
  type Fact,
  type Piece,
  type Text,
  type Thing,
} from './page.js'
import { severitySigns, signs } from './signs.js'
import { number, placeText } from './wording.js'

/** How much is shown. */
export interface Cut {
  readonly details: boolean
  /** Rows of a list. */
  readonly rows: number
  /** Findings that say the same of different values. */
  readonly alike: number
  readonly facts: boolean
  /** Characters of one value. */
  readonly text: number
}

export function drawBlock(block: Block, cut: Cut): string {
  switch (block.block) {
    case 'alarm':
      return block.lines.map(line => `> **${short(line, cut)}**`).join('\n>\n')
    case 'lead':
      return `**${markdownText(block.label)}:** ${short(block.sentences.join(' '), cut)}`
    case 'things':
      return drawThings(block.columns, block.things, cut)
    case 'facts':
      return cut.facts ? drawFacts(block.facts, cut) : ''
    case 'findings':
      return drawFindings(block.findings, cut)
    case 'table':
      return drawTable(block.columns, block.rows, cut)
    case 'tree':
      return cut.facts ? drawTree(block.roots, cut) : ''
    case 'code':
      return cut.details ? drawCode(block.summary, block.lines) : ''
    case 'details':
      return cut.details ? drawDetails(block.summary, block.blocks, cut) : ''
    case 'closing':
      return block.lines.map(line => drawText(line, cut)).join('  \n')
  }
}

function drawThings(columns: readonly string[], things: readonly Thing[], cut: Cut): string {
  const { shown, more } = foldThings(things, cut.rows)
  // What may not be folded away still gives way when there is no room at all.
  const rows = cut.rows === 0 ? [] : shown
  const hidden = more + shown.length - rows.length
  const findings = rows.flatMap(one => one.findings)
  return [
    rows.length === 0
      ? ''
      : table(
          columns,
          rows.map(one => [titleCell(one, cut), ...cellsOf(one, cut)]),
        ),
    hidden === 0 ? '' : `… and ${number(hidden)} more`,
    ...rows.flatMap(one => linesOf(one, columns, cut)),
    findings.length === 0 ? '' : drawFindings(findings, cut),
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

function titleCell({ sign, title, whom, place }: Thing, cut: Cut): string {
  const aside = [whom, place].filter(one => one !== '').map(one => short(one, cut))
  return [`\`${signs[sign].symbol}\` ${short(title, cut)}`, ...aside].join('<br>')
}

function cellsOf({ cells }: Thing, cut: Cut): readonly string[] {
  return cells.map(cell => drawText(cell, cut))
}

/** Lines that no column tells: a table of four columns tells a change, a device needs its list. */
function linesOf(
  { title, details }: Thing,
  columns: readonly string[],
  cut: Cut,
): readonly string[] {
  if (columns.includes('now') || details.length === 0 || !cut.details) return []
  return [`**${short(title, cut)}**\n\n${drawFacts(details, cut)}`]
}

/** A fact without a label goes on with the one before. */
function drawFacts(facts: readonly Fact[], cut: Cut): string {
  return facts
    .map(({ label, text }, index) => {
      if (label !== '') return `- **${short(label, cut)}:** ${drawText(text, cut)}`
      return index === 0 ? `- ${drawText(text, cut)}` : `  <br>${drawText(text, cut)}`
    })
    .join('\n')
}

function drawFindings(findings: readonly Finding[], cut: Cut): string {
  // An error is a danger: one of each sort is always shown.
  return alike(findings)
    .flatMap(group => {
      const most = group[0]?.severity === 'error' ? Math.max(1, cut.alike) : cut.alike
      const { shown, more } = most === 0 ? { shown: [], more: group.length } : foldList(group, most)
      return [
        ...shown.map(one => drawFinding(one, cut)),
        ...(more > 0 && shown.length > 0 ? [`  <br>… and ${number(more)} more like it`] : []),
      ]
    })
    .join('\n')
}

function drawFinding({ severity, message, remedy, place, code }: Finding, cut: Cut): string {
  const { symbol, word } = severitySigns[severity]
  const where = [...(place ? [markdownCode(placeText(place, true))] : []), markdownCode(code)]
  return `- ${symbol} **${word}** ${short(message, cut)} (${where.join(', ')})\n  <br>${short(remedy, cut)}`
}

function drawTable(
  columns: readonly string[],
  rows: readonly (readonly Text[])[],
  cut: Cut,
): string {
  const most = cut.details ? rows.length : cut.rows
  const { shown, more } = most === 0 ? { shown: [], more: rows.length } : foldList(rows, most)
  return [
    shown.length === 0
      ? ''
      : table(
          columns,
          shown.map(row => row.map(cell => drawText(cell, cut))),
        ),
    more === 0 ? '' : `… and ${number(more)} more`,
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

/** A list in a list: what stands behind a branch is indented under it. */
function drawTree(roots: readonly Branch[], cut: Cut, indent = ''): string {
  return roots
    .map(({ text, note, decides, children }) => {
      const term = `${decides ? '**' : ''}${markdownCode(plainOf(text))}${decides ? '**' : ''}`
      const line = `${indent}- ${term}${note === '' ? '' : ` ${short(note, cut)}`}`
      return children.length === 0 ? line : `${line}\n${drawTree(children, cut, `${indent}  `)}`
    })
    .join('\n')
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [row(columns.map(markdownText)), row(columns.map(() => '---')), ...rows.map(row)].join(
    '\n',
  )
}

function drawDetails(summary: string, blocks: readonly Block[], cut: Cut): string {
  const inner = blocks.map(one => drawBlock(one, cut)).filter(one => one !== '')
  return `<details><summary>${markdownText(summary)}</summary>\n\n${inner.join('\n\n')}\n\n</details>`
}

/** Fenced by more backticks than stand anywhere in it, so nothing in it can end it. */
function drawCode(summary: string, lines: readonly string[]): string {
  const text = lines.map(visible).join('\n')
  const longest = Math.max(2, ...(text.match(/`+/gu) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  return [
    `<details><summary>${markdownText(summary)}</summary>`,
    `${fence}powershell\n${text}\n${fence}`,
    '</details>',
  ].join('\n\n')
}

function drawText(text: Text, cut: Cut): string {
  if (plainOf(text).length > cut.text) return short(plainOf(text), cut)
  return text.map(drawPiece).join('')
}

function drawPiece({ text, tone }: Piece): string {
  // Emphasis may not begin or end with a blank.
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? []
  if (words === '') return text === '' ? '' : ' '
  const blanks = (drawn: string) => (before && ' ') + drawn + (after && ' ')
  switch (tone) {
    case 'plain':
    case 'quiet':
    case 'good':
    case 'bad':
      return blanks(markdownText(words))
    case 'strong':
    case 'added':
      return blanks(`**${markdownText(words)}**`)
    case 'removed':
      return blanks(`~~${markdownText(words)}~~`)
    case 'code':
      return blanks(markdownCode(words))
  }
}

function short(text: string, { text: most }: Cut): string {
  return markdownText(text.length > most ? `${text.slice(0, most)}…` : text.trim())
}
