/**
 * Taking records out of a zone file: their lines with the comment behind them.
 * A record that left out its owner or TTL because one of these stood before it
 * gets them written.
 */
import { insertion, removal, type Splice } from '../../mail/splice.js'
import { inColumn, relativeName } from './master-file-text.js'
import type { MasterRecord } from './master-file.js'

export function removals(
  records: readonly MasterRecord[],
  removed: ReadonlySet<MasterRecord>,
): readonly Splice[] {
  let kept: MasterRecord | undefined
  let gap = false
  const splices: Splice[] = []
  for (const record of records) {
    if (removed.has(record)) {
      splices.push(removal(record.entry.start, record.entry.end))
      gap = true
      continue
    }
    if (gap) splices.push(...whatItLeanedOn(record, kept))
    gap = false
    kept = record
  }
  return splices
}

/** `before` is the record that now stands in front of it. */
function whatItLeanedOn(record: MasterRecord, before: MasterRecord | undefined): readonly Splice[] {
  const splices: Splice[] = []
  const [first] = record.entry.tokens
  if (!record.owner && first && before?.name !== record.name) {
    const { start } = record.entry
    const name = relativeName(record.name, record.origin)
    // In the width of the blanks that stood for it, so that columns stay where they can.
    splices.push({ start, end: first.start, text: inColumn(name, first.start - start) })
  }
  const leansOnTtl = !record.ttlToken && !record.hasDefaultTtl
  const next = record.owner ? record.entry.tokens[1] : first
  if (leansOnTtl && next && record.ttl !== null && before?.ttl !== record.ttl)
    splices.push(insertion(next.start, `${String(record.ttl)} `))
  return splices
}
