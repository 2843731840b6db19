/** `devicemail spf diff`: what changes from one record to another, in addresses and not in text. */
import { hasError } from '../../findings.js'
import { printRange } from '../../mail/ip-range.js'
import { diffSpf } from '../../mail/spf-diff.js'
import { spfDiffReport } from '../../report/spf-report.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { readFlags } from '../flags.js'
import { print } from '../print.js'
import { examine } from '../spf/examine.js'
import { askingOf, readNamed } from '../spf/subject.js'
import { tell } from '../tell.js'

export async function run(context: Context): Promise<number> {
  const { flags, io, words } = context
  const [old = '', fresh = ''] = words
  const { settings, findings } = readFlags(flags)
  const { resolve, asked, findings: wrongServer } = askingOf(context)
  const named = await Promise.all([readNamed(old, resolve), readNamed(fresh, resolve)])
  // A domain without a record is something to compare with; one that did not answer is not.
  const unusable = named
    .filter(one => one.record === null && one.findings.every(why => why.code !== 'spf-no-record'))
    .flatMap(one => one.findings)
  const faults = [...findings, ...wrongServer, ...unusable]
  if (faults.length > 0) {
    tell(faults, io)
    return exitCode.failed
  }
  const [one, other] = named
  const domain = one.domain ?? other.domain ?? undefined
  const diff = await diffSpf(one.record, other.record, { resolve, domain })
  const [before, after] = await Promise.all([examine(one, resolve), examine(other, resolve)])
  const report = spfDiffReport({
    words: words.map(word => (word.includes(' ') ? `"${word}"` : word)).join(' '),
    asked,
    before: one.record,
    after: other.record,
    moves: diff.moves.map(move => ({
      from: move.before.result,
      to: move.after.result,
      ranges: move.ranges.map(printRange),
    })),
    unless: [...new Set([...diff.openGained, ...diff.openLost])],
    counts: { before: before.counts, after: after.counts },
    // What was wrong before is no matter of the change.
    findings: after.findings,
  })
  await print([report], settings, io)
  if (hasError(after.findings)) return exitCode.failed
  return flags.detailedExitcode === true && !diff.same ? exitCode.changes : exitCode.done
}
