/**
 * A page: what a report shows, in which order, before anyone has decided how it
 * looks.
 *
 * Each report has one function that lays it out as blocks (plan-page.ts and its
 * neighbours); terminal, Markdown and HTML each know how to draw a block. So a
 * new sentence is written once, and a new format draws every report. Text here
 * is raw: painters make it harmless.
 */
import type { Finding } from '../findings.js'
import type { Sign } from './signs.js'

export type Tone =
  | 'plain'
  | 'strong'
  | 'quiet'
  | 'code'
  // A difference: drawn so that it shows without colours.
  | 'added'
  | 'removed'
  // A verdict: the text says it, the colour helps.
  | 'good'
  | 'bad'

export interface Piece {
  readonly text: string
  readonly tone: Tone
}

export type Text = readonly Piece[]

/** A label and what it says: `Undo` – `revert the commit and apply`. */
export interface Fact {
  readonly label: string
  readonly text: Text
}

/** One thing of the world: a line with a sign, and lines under it. */
export interface Thing {
  readonly sign: Sign
  readonly title: string
  /** How it is with it: `is kept`; where a table says it, the table has it in its cells. */
  readonly state: string
  /** `for turin-copier-1`; may be empty. */
  readonly whom: string
  /** `turin.yaml:9`; may be empty. */
  readonly place: string
  readonly lines: readonly Fact[]
  /** Of these lines, those that the cells of a table do not tell. */
  readonly details: readonly Fact[]
  /** Shown on one line of its own, so that it can be copied. */
  readonly copy: string | null
  /** What a table says of it, one cell for each column after the first. */
  readonly cells: readonly Text[]
  readonly findings: readonly Finding[]
}

/** A line of a tree, and what stands behind it. */
export interface Branch {
  readonly text: Text
  /** Beside it, in a few words; may be empty. */
  readonly note: string
  /** Whether it is the one that matters. */
  readonly decides: boolean
  readonly children: readonly Branch[]
}

export type Block =
  /** Danger; comes first and is never cut. */
  | { readonly block: 'alarm'; readonly lines: readonly string[] }
  /** The few sentences that everyone reads; never cut. */
  | { readonly block: 'lead'; readonly label: string; readonly sentences: readonly string[] }
  | {
      readonly block: 'things'
      readonly columns: readonly string[]
      readonly things: readonly Thing[]
    }
  | { readonly block: 'facts'; readonly facts: readonly Fact[] }
  | { readonly block: 'findings'; readonly findings: readonly Finding[] }
  | {
      readonly block: 'table'
      readonly columns: readonly string[]
      readonly rows: readonly (readonly Text[])[]
    }
  | { readonly block: 'tree'; readonly roots: readonly Branch[] }
  /** Lines that are copied as they stand, so they are never wrapped. */
  | { readonly block: 'code'; readonly summary: string; readonly lines: readonly string[] }
  /** Folded away: the terminal shows it when asked to be verbose. */
  | { readonly block: 'details'; readonly summary: string; readonly blocks: readonly Block[] }
  /** The last lines: counts and how to go on; never cut. */
  | { readonly block: 'closing'; readonly lines: readonly Text[] }

export interface Page {
  /** The command as it was typed: `devicemail plan stacks/contoso`. */
  readonly command: string
  /** Heads a comment or a page: `contoso · nothing to do`. */
  readonly heading: string
  /** Which tenant, whether it is simulated, how it was read. */
  readonly about: readonly string[]
  readonly blocks: readonly Block[]
}

/** What puts a plan into effect: a merge, for those who read a comment; else an apply. */
export type Occasion = 'merge' | 'apply'

export function piece(text: string, tone: Tone = 'plain'): Piece {
  return { text, tone }
}

/** Plain text as a `Text`. */
export function say(text: string): Text {
  return text === '' ? [] : [piece(text)]
}

export function fact(label: string, text: string | Text): Fact {
  return { label, text: typeof text === 'string' ? say(text) : text }
}

export function plainOf(text: Text): string {
  return text.map(one => one.text).join('')
}
