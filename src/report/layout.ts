/**
 * Text on a grid of character cells: how wide it is, where its lines break, how
 * columns line up. Knows nothing of colours; what it lays out is already harmless.
 */
import { piece, type Piece, type Text } from './page.js'

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
const combining = /\p{M}/u

/** Cells that a text takes: none for combining marks, two for East Asian letters and emoji. */
export function widthOf(text: string): number {
  let cells = 0
  for (const one of text) if (!combining.test(one)) cells += wide.test(one) ? 2 : 1
  return cells
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** Breaks between words; a word that is too long for a line stands on one of its own, whole. */
export function wrapped(text: Text, width: number): readonly Text[] {
  const lines: Piece[][] = [[]]
  let used = 0
  for (const word of wordsOf(text)) {
    const cells = widthOf(word.text)
    if (used > 0 && used + cells > width && word.text !== ' ') {
      lines.push([])
      used = 0
    }
    if (used === 0 && word.text === ' ') continue
    lines.at(-1)?.push(word)
    used += cells
  }
  return lines.map(joinedByTone)
}

/** Words and the blanks between them. Code is copied, so it counts as one word. */
function wordsOf(text: Text): readonly Piece[] {
  return text.flatMap(one =>
    one.tone === 'code'
      ? [one]
      : (one.text.match(/ |[^ ]+/gu) ?? []).map(word => piece(word, one.tone)),
  )
}

/** Neighbours of one tone become one piece again; blanks at the end go. */
function joinedByTone(words: readonly Piece[]): Text {
  const pieces: Piece[] = []
  const last = words.findLastIndex(one => one.text !== ' ')
  for (const word of words.slice(0, last + 1)) {
    const before = pieces.at(-1)
    if (before?.tone === word.tone)
      pieces[pieces.length - 1] = piece(before.text + word.text, word.tone)
    else pieces.push(word)
  }
  return pieces
}

/** The widest text, but no wider than `most`. */
export function columnWidth(texts: readonly string[], most: number): number {
  return Math.min(
    most,
    texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0),
  )
}
