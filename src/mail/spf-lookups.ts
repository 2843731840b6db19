/**
 * The lookup budget of a record: how many DNS look-ups it can cost, what each
 * term of it costs, and how many of those answers are void.
 *
 * Counted is the worst case, as if no term matched (RFC 7208, section 4.6.4):
 * one for each include, a, mx, ptr, exists and redirect, with all that is behind
 * it. The resolver is an argument, so nothing here knows the network.
 */
import { remembering } from './dns-memory.js'
import { canonicalName } from './dns-name.js'
import { hasFailed } from './dns-status.js'
import { steady, type SpfQuestionType, type SpfResolver } from './spf-steady.js'
import { spfRecordIn, textOfRecord } from './spf-txt.js'
import { parseSpf } from './spf.js'
import { canonicalTerm, type SpfTerm } from './spf-term.js'

export type { SpfAnswer, SpfResolver } from './spf-steady.js'

/**
 * How a term was counted: `void` got no answer worth having, `unknown` could not
 * be asked, `macro` depends on the mail, `loop` leads back to where it came from.
 */
export type SpfLookupState =
  | 'counted'
  | 'void'
  | 'unknown'
  | 'macro'
  | 'loop'
  | 'no-record'
  | 'several-records'
  | 'faulty-record'
  | 'too-many'

export interface SpfLookup {
  readonly term: string
  /** The name asked; null where it depends on the mail. */
  readonly name: string | null
  readonly state: SpfLookupState
  /** Look-ups of this term and all behind it. */
  readonly count: number
  /** The record that was found behind an include or `redirect`. */
  readonly record: string | null
  readonly children: readonly SpfLookup[]
}

export interface SpfLookups {
  readonly count: number
  readonly voids: number
  /** Whether all could be asked; where not, the true counts may be higher. */
  readonly complete: boolean
  readonly tree: readonly SpfLookup[]
}

/** Far above any budget: what is behind it need not be known any more. */
const mostLookups = 100

interface Walk {
  readonly ask: SpfResolver
  asked: number
}

export async function countLookups(
  record: string,
  resolve: SpfResolver,
  domain?: string,
): Promise<SpfLookups> {
  const walk: Walk = { ask: remembering(steady(resolve)), asked: 0 }
  const tree = await countTerms(walk, record, domain ? [domain] : [])
  const nodes = flatten(tree)
  const undecided: readonly SpfLookupState[] = ['unknown', 'loop', 'too-many']
  return Object.freeze({
    count: sum(tree),
    voids: nodes.filter(node => node.state === 'void').length,
    complete: !nodes.some(
      node => undecided.includes(node.state) || (node.state === 'macro' && opensARecord(node.term)),
    ),
    tree,
  })
}

async function countTerms(
  walk: Walk,
  record: string,
  path: readonly string[],
): Promise<readonly SpfLookup[]> {
  const nodes: SpfLookup[] = []
  // One after the other: the guard against endless records counts across them.
  for (const term of reachedTerms(record)) {
    const question = questionOf(term, path.at(-1))
    if (question) nodes.push(await countTerm(walk, term.text, question, path))
  }
  return nodes
}

interface Question {
  readonly name: string | null
  readonly type: SpfQuestionType | null
}

/** What a term asks; undefined for a term that asks nothing. */
function questionOf(term: SpfTerm, domain: string | undefined): Question | undefined {
  if (term.kind === 'faulty') return undefined
  if (term.kind === 'modifier')
    return term.name === 'redirect' ? { name: plainName(term.value), type: 'TXT' } : undefined
  const own = domain ?? null
  switch (term.name) {
    case 'include':
      return { name: plainName(term.domain), type: 'TXT' }
    case 'exists':
      return { name: plainName(term.domain), type: 'A' }
    case 'a':
      return { name: term.domain === null ? own : plainName(term.domain), type: 'A' }
    case 'mx':
      return { name: term.domain === null ? own : plainName(term.domain), type: 'MX' }
    case 'ptr':
      // It asks for the address of the sender, which nobody knows yet.
      return { name: null, type: null }
    case 'ip4':
    case 'ip6':
    case 'all':
      return undefined
  }
}

async function countTerm(
  walk: Walk,
  term: string,
  { name, type }: Question,
  path: readonly string[],
): Promise<SpfLookup> {
  const node = (
    state: SpfLookupState,
    children: readonly SpfLookup[] = [],
    record: string | null = null,
  ): SpfLookup => Object.freeze({ term, name, state, count: 1 + sum(children), record, children })

  walk.asked += 1
  if (walk.asked > mostLookups) return node('too-many')
  if (name === null || type === null) return node('macro')
  if (type === 'TXT' && path.includes(name)) return node('loop')
  const answer = await walk.ask(name, type)
  if (hasFailed(answer)) return node('unknown')
  const isVoid = answer.status !== 'ok' || answer.records.length === 0
  if (isVoid) return node('void')
  if (type !== 'TXT') return node('counted')

  const found = spfRecordIn(answer.records.map(textOfRecord))
  if (found.state === 'absent') return node('no-record')
  if (found.state === 'several') return node('several-records')
  const children = await countTerms(walk, found.record, [...path, name])
  return node(
    parseSpf(found.record).faults.length > 0 ? 'faulty-record' : 'counted',
    children,
    found.record,
  )
}

/** The terms up to the first `all`; a redirect counts only where there is none. */
function reachedTerms(record: string): readonly SpfTerm[] {
  const { terms } = parseSpf(record)
  const end = terms.findIndex(term => term.kind === 'mechanism' && term.name === 'all')
  if (end !== -1) return terms.slice(0, end).filter(term => term.kind === 'mechanism')
  const last = terms.filter(term => term.kind === 'modifier')
  return [...terms.filter(term => term.kind !== 'modifier'), ...last]
}

/** The name that a term asks for; null where a macro makes it depend on the mail. */
export function plainName(name: string): string | null {
  return name.includes('%') ? null : canonicalName(name)
}

/** A term in its canonical form, with the domain that a bare `a`, `mx` or `ptr` means. */
export function namedTerm(term: SpfTerm, domain: string | undefined): string {
  const text = canonicalTerm(term)
  const isBare = term.kind === 'mechanism' && 'domain' in term && term.domain === null
  return isBare && domain !== undefined ? text.replace(/(?<=[amptrx])(?=\/|$)/, `:${domain}`) : text
}

function opensARecord(term: string): boolean {
  return /^[+?~-]?include:|^redirect=/i.test(term)
}

function sum(nodes: readonly SpfLookup[]): number {
  return nodes.reduce((total, { count }) => total + count, 0)
}

function flatten(nodes: readonly SpfLookup[]): readonly SpfLookup[] {
  return nodes.flatMap(node => [node, ...flatten(node.children)])
}
