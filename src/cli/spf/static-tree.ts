/** The tree of a record before any mail: every term, and what is found behind those that ask the DNS. */
import type { SpfLookup, SpfLookupState } from '../../mail/spf-lookups.js'
import { parseSpf } from '../../mail/spf.js'
import type { SpfTerm } from '../../mail/spf-term.js'
import type { SpfTreeNode } from '../../report/spf-report.js'

/** `lookups` are those of this record, as `countLookups` gives them: in the order of its terms. */
export function staticTree(
  record: string,
  lookups: readonly SpfLookup[],
  isIncluded = false,
): readonly SpfTreeNode[] {
  const left = [...lookups]
  const ends = parseSpf(record).terms.findIndex(isAll)
  return parseSpf(record).terms.map((term, index) => {
    const at = left.findIndex(one => one.term === term.text)
    const lookup = at === -1 ? undefined : left.splice(at, 1)[0]
    if (lookup) return lookedUp(lookup, isIncluded || isInclude(term))
    return plainTerm(term, ends !== -1 && index > ends, isIncluded)
  })
}

const notes: Readonly<Record<SpfLookupState, string>> = {
  counted: '',
  void: 'void: the DNS knows no such thing',
  unknown: 'the DNS did not answer',
  macro: 'depends on the mail',
  loop: 'leads back to where it came from',
  'no-record': 'no SPF record there',
  'several-records': 'several SPF records there',
  'faulty-record': 'the record there is faulty',
  'too-many': 'not followed: far over the limit',
}

const harmless: readonly SpfLookupState[] = ['counted', 'macro']

function lookedUp(
  { term, state, count, record, children }: SpfLookup,
  isIncluded: boolean,
): SpfTreeNode {
  const cost = `${String(count)} ${count === 1 ? 'look-up' : 'look-ups'}`
  const note = notes[state] === '' ? cost : `${cost}; ${notes[state]}`
  return {
    term,
    look: harmless.includes(state) ? 'plain' : 'wrong',
    note,
    children: record === null ? [] : staticTree(record, children, isIncluded),
  }
}

const ends = { '+': 'everybody may send', '-': 'refuse', '~': 'suspicious', '?': 'no word' }

function plainTerm(term: SpfTerm, isBehindAll: boolean, isIncluded: boolean): SpfTreeNode {
  const node = (look: SpfTreeNode['look'], note: string) => ({
    term: term.text,
    look,
    note,
    children: [],
  })
  if (term.kind === 'faulty') return node('wrong', 'faulty: receivers give the record up')
  if (isBehindAll) return node('quiet', 'never reached, behind all')
  // Whom an include does not let in goes on to the next term of the record that includes it.
  if (isAll(term) && isIncluded && term.qualifier !== '+')
    return node('plain', 'all others: on to the next term outside')
  if (isAll(term)) return node('plain', `all others: ${ends[term.qualifier]}`)
  return node('plain', '')
}

function isAll(term: SpfTerm): term is Extract<SpfTerm, { readonly name: 'all' }> {
  return term.kind === 'mechanism' && term.name === 'all'
}

function isInclude(term: SpfTerm): boolean {
  return term.kind === 'mechanism' && term.name === 'include'
}
