/**
 * Reports as one page that needs nothing else: no script, no picture, no font
 * from anywhere; light or dark as the reader's system is. For a build artefact
 * or an attachment.
 */
import type { Finding } from '../findings.js'
import { htmlText } from './escape.js'
import { style } from './html-style.js'
import {
  plainOf,
  type Block,
  type Branch,
  type Fact,
  type Page,
  type Piece,
  type Text,
  type Thing,
} from './page.js'
import { pageOf } from './page-of.js'
import type { Report } from './report.js'
import { severitySigns, signs } from './signs.js'
import { placeText } from './wording.js'

/** One page for all reports. */
export function html(reports: readonly Report[]): string {
  const pages = reports.map(report => pageOf(report, 'merge'))
  const [first] = pages
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    // Even if a value could become a tag, it could not load or run anything.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${htmlText(first?.heading ?? 'devicemail')}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    ...pages.map(drawPage),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function drawPage({ command, heading, about, blocks }: Page): string {
  return [
    '<article>',
    `<h1>${htmlText(heading)}</h1>`,
    `<p class="about"><code>${htmlText(command)}</code> ${htmlText(about.join(' · '))}</p>`,
    ...blocks.map(drawBlock).filter(one => one !== ''),
    '</article>',
  ].join('\n')
}

function drawBlock(block: Block): string {
  switch (block.block) {
    case 'alarm':
      return block.lines.map(line => `<p class="alarm" role="alert">${prose(line)}</p>`).join('\n')
    case 'lead':
      return `<p class="lead"><strong>${htmlText(block.label)}:</strong> ${htmlText(block.sentences.join(' '))}</p>`
    case 'things':
      return drawThings(block.columns, block.things)
    case 'facts':
      return block.facts.length === 0 ? '' : drawFacts(block.facts)
    case 'findings':
      return drawFindings(block.findings)
    case 'table':
      return block.rows.length === 0
        ? ''
        : table(
            block.columns,
            block.rows.map(
              row => `<tr>${row.map(cell => `<td>${drawText(cell)}</td>`).join('')}</tr>`,
            ),
          )
    case 'tree':
      return drawTree(block.roots)
    case 'code':
      return [
        `<details><summary>${htmlText(block.summary)}</summary>`,
        `<pre>${block.lines.map(htmlText).join('\n')}</pre>`,
        '</details>',
      ].join('\n')
    case 'details':
      return [
        `<details><summary>${htmlText(block.summary)}</summary>`,
        ...block.blocks.map(drawBlock),
        '</details>',
      ].join('\n')
    case 'closing':
      return `<footer>${block.lines.map(line => `<p>${drawText(line)}</p>`).join('')}</footer>`
  }
}

function drawTree(roots: readonly Branch[]): string {
  if (roots.length === 0) return ''
  const items = roots.map(({ text, note, decides, children }) => {
    const term = `<code>${htmlText(plainOf(text))}</code>`
    const shown = decides ? `<strong>${term}</strong>` : term
    const beside = note === '' ? '' : ` <small>${htmlText(note)}</small>`
    return `<li>${shown}${beside}${drawTree(children)}</li>`
  })
  return `<ul>${items.join('\n')}</ul>`
}

function drawThings(columns: readonly string[], things: readonly Thing[]): string {
  return table(
    columns,
    things.map(one => drawThing(one, columns.length)),
  )
}

function drawThing(thing: Thing, columns: number): string {
  const { symbol, colour, word } = signs[thing.sign]
  const aside = [thing.whom, thing.place].filter(one => one !== '').join(' · ')
  const more = [
    thing.details.length === 0 ? '' : drawFacts(thing.details),
    thing.copy === null ? '' : `<pre>${htmlText(thing.copy)}</pre>`,
    drawFindings(thing.findings),
  ].filter(one => one !== '')
  return [
    '<tr>',
    `<td><span class="sign ${colour}" title="${word}">${symbol}</span> ${htmlText(thing.title)}`,
    aside === '' ? '' : `<br><small>${htmlText(aside)}</small>`,
    '</td>',
    ...thing.cells.map(cell => `<td>${drawText(cell)}</td>`),
    '</tr>',
    more.length === 0
      ? ''
      : `<tr class="more"><td colspan="${columns}">${more.join('\n')}</td></tr>`,
  ].join('')
}

/** Sentences, in which backticks mean code. */
function prose(text: string): string {
  return htmlText(text).replace(/`([^`]+)`/gu, '<code>$1</code>')
}

function drawFacts(facts: readonly Fact[]): string {
  const rows = facts.map(
    ({ label, text }) => `<dt>${htmlText(label)}</dt><dd>${drawText(text)}</dd>`,
  )
  return `<dl>${rows.join('\n')}</dl>`
}

function drawFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return ''
  return `<ul class="findings">${findings.map(drawFinding).join('\n')}</ul>`
}

function drawFinding({ severity, message, remedy, place, line, code }: Finding): string {
  const { symbol, colour, word } = severitySigns[severity]
  const where = place ? `${placeText(place, true)} · ${code}` : code
  return [
    `<li><span class="sign ${colour}" title="${word}">${symbol}</span> ${prose(message)}`,
    `<br><small>${htmlText(where)}</small>`,
    line === undefined || line.trim() === '' ? '' : `<pre>${htmlText(line.trim())}</pre>`,
    `<p>${prose(remedy)}</p></li>`,
  ].join('')
}

function table(columns: readonly string[], rows: readonly string[]): string {
  const head = columns.map(name => `<th scope="col">${htmlText(name)}</th>`).join('')
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`
}

const tags: Readonly<Record<Piece['tone'], string>> = {
  plain: '',
  quiet: 'small',
  strong: 'strong',
  code: 'code',
  added: 'ins',
  removed: 'del',
  good: 'b',
  bad: 'b',
}

function drawText(text: Text): string {
  return text
    .map(one => {
      const tag = tags[one.tone]
      return tag === '' ? prose(one.text) : `<${tag}>${htmlText(one.text)}</${tag}>`
    })
    .join('')
}
