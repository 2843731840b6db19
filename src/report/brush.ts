/**
 * What the drawing functions of the terminal share: the options, and how a text
 * becomes lines. Every value is made harmless here, before it is painted.
 */
import type { Colors, Formatter } from 'picocolors/types.js'
import { visible } from './escape.js'
import { widthOf, wrapped } from './layout.js'
import { piece, type Piece, type Text } from './page.js'

export interface TerminalOptions {
  /** From picocolors: `createColors(enabled)`. */
  readonly palette: Colors
  /** Cells in a line. */
  readonly width: number
  /** Show everything that is folded away otherwise. */
  readonly verbose: boolean
}

export interface Brush extends TerminalOptions {
  /** A text as lines: the first after `first`, the others after as many blanks. */
  lines(first: string, text: Text, paintFirst?: Formatter): readonly string[]
}

/** However narrow the terminal is, a text gets this many cells. */
const narrowest = 20

export function createBrush(options: TerminalOptions): Brush {
  const { palette, width } = options
  return Object.freeze({
    ...options,
    lines(first: string, text: Text, paintFirst: Formatter = String) {
      const safe = text.map(one => piece(visible(one.text), one.tone))
      const used = widthOf(first)
      return wrapped(safe, Math.max(narrowest, width - used)).map(
        (line, index) =>
          (index === 0 ? paintFirst(first) : ' '.repeat(used)) +
          line.map(one => paint(one, palette)).join(''),
      )
    },
  })
}

/** Without colours a difference is set in braces: `{+new+}`, `{-old-}`. */
function paint({ text, tone }: Piece, palette: Colors): string {
  const coloured = palette.isColorSupported
  switch (tone) {
    case 'plain':
      return text
    case 'strong':
      return palette.bold(text)
    case 'quiet':
      return palette.dim(text)
    case 'code':
      return palette.cyan(text)
    case 'added':
      return coloured ? palette.green(text) : `{+${text}+}`
    case 'removed':
      return coloured ? palette.strikethrough(palette.red(text)) : `{-${text}-}`
    case 'good':
      return palette.green(text)
    case 'bad':
      return palette.red(text)
  }
}
