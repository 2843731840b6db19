/**
 * Findings in a terminal: sign and message, place and code, the line as it was
 * written with a caret under the spot, and what to do. Of many alike the first
 * few are shown. What is only good to know takes a line or two, unless asked to.
 */
import type { Finding } from '../findings.js'
import type { Brush } from './brush.js'
import { visible } from './escape.js'
import { alike } from './findings-order.js'
import { foldList } from './fold.js'
import { widthOf } from './layout.js'
import { piece, say } from './page.js'
import { severitySigns } from './signs.js'
import { number, placeText } from './wording.js'

export function drawFindings(findings: readonly Finding[], brush: Brush): readonly string[] {
  return alike(findings).flatMap(group => {
    const { shown, more } = foldList(group, brush.verbose ? group.length : 3)
    return [
      ...shown.flatMap(one => drawFinding(one, '', brush)),
      ...(more === 0
        ? []
        : [brush.palette.dim(`  and ${number(more)} more like it (--verbose shows all)`)]),
    ]
  })
}

export function drawFinding(one: Finding, indent: string, brush: Brush): readonly string[] {
  const { palette } = brush
  const { symbol, colour } = severitySigns[one.severity]
  const place = one.place ? `${placeText(one.place, true)} · ` : ''
  if (one.severity === 'information' && !brush.verbose) {
    const told = [...say(one.message), piece(one.place ? `  ${placeText(one.place)}` : '', 'quiet')]
    return brush.lines(`${indent}${symbol} `, told, palette[colour])
  }
  return [
    ...brush.lines(`${indent}${symbol} `, say(one.message), palette[colour]),
    ...brush.lines(`${indent}    `, [piece(`${place}${one.code}`, 'quiet')]),
    ...drawCaret(one, `${indent}    `, brush),
    ...brush.lines(`${indent}    `, say(one.remedy)),
  ]
}

/** The line without its own indent; of a long one, the part around the spot. */
function drawCaret({ place, line }: Finding, indent: string, brush: Brush): readonly string[] {
  if (!place || line === undefined || line.trim() === '') return []
  const gutter = `${place.line} | `
  const room = Math.max(20, brush.width - widthOf(indent) - widthOf(gutter) - 2)
  const column = Math.min(Math.max(0, place.column - 1), line.length)
  const margin = line.length - line.trimStart().length
  const start = Math.min(
    column,
    column - margin > room / 2 ? column - Math.floor(room / 2) : margin,
  )
  const shown = visible(line.slice(start))
  const cut = widthOf(shown) > room ? clip(shown, room) : shown
  const before = widthOf(visible(line.slice(start, column)))
  return [
    `${indent}${brush.palette.dim(gutter)}${cut}`,
    `${indent}${brush.palette.dim(`${' '.repeat(gutter.length - 2)}| `)}${' '.repeat(before)}${brush.palette.red('^')}`,
  ]
}

function clip(text: string, cells: number): string {
  let kept = ''
  for (const one of text) {
    if (widthOf(kept + one) >= cells) return `${kept}…`
    kept += one
  }
  return kept
}
