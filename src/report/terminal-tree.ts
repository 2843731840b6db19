/** A tree in a terminal: lines lead from a branch to what stands behind it; notes line up beside it. */
import type { Brush } from './brush.js'
import { visible } from './escape.js'
import { padded, widthOf } from './layout.js'
import { plainOf, type Branch, type Piece } from './page.js'

interface Line {
  readonly lead: string
  readonly branch: Branch
}

/** Longer branches keep their note close instead of pushing all others away. */
const widestBranch = 56

export function drawTree(roots: readonly Branch[], brush: Brush): readonly string[] {
  const { palette } = brush
  const lines = roots.flatMap(root => linesOf(root, '', ''))
  const shown = lines.map(one => one.lead + visible(plainOf(one.branch.text)))
  const column = shown.reduce(
    (most, text) => Math.max(most, Math.min(widestBranch, widthOf(text))),
    0,
  )
  return lines.map(({ lead, branch }, index) => {
    const text = shown[index] ?? ''
    const blanks = padded(text, column).slice(text.length)
    const drawn = palette.dim(lead) + branch.text.map(one => paint(one, brush)).join('')
    if (branch.note === '') return drawn
    const note = visible(branch.note)
    return `${drawn}${blanks}  ${branch.decides ? palette.bold(note) : palette.dim(note)}`
  })
}

function linesOf(branch: Branch, lead: string, under: string): readonly Line[] {
  const last = branch.children.length - 1
  return [
    { lead, branch },
    ...branch.children.flatMap((child, index) =>
      index === last
        ? linesOf(child, `${under}└─ `, `${under}   `)
        : linesOf(child, `${under}├─ `, `${under}│  `),
    ),
  ]
}

function paint({ text, tone }: Piece, { palette }: Brush): string {
  const safe = visible(text)
  if (tone === 'strong') return palette.bold(palette.green(safe))
  if (tone === 'quiet') return palette.dim(safe)
  return tone === 'bad' ? palette.red(safe) : safe
}
