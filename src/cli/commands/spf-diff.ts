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
import { askingOf, asTyped, readNamed, type Named } from '../spf/subject.js'
import { tell } from '../tell.js'

export async function run(context: Context): Promise<number> {
  const { flags, io, words } = context
  const [old = '', fresh = ''] = words
  const { settings, findings } = readFlags(flags)
  const { resolve, asked, findings: wrongServer } = askingOf(context)
  const named = await Promise.all([readNamed(old, resolve), readNamed(fresh, resolve)])
  const unusable = named
    .filter((one, side) => !isComparable(one) && !(side === 0 && one.several.length > 0))
    .flatMap(one => one.findings)
  const faults = [...findings, ...wrongServer, ...unusable]
  if (faults.length > 0) {
    tell(faults, io)
    return exitCode.failed
  }
  const [one, other] = named
  const givenUp = one.several
  const domain = one.domain ?? other.domain ?? undefined
  const diff = await diffSpf(givenUp.length > 0 ? givenUp : one.record, other.record, {
    resolve,
    domain,
  })
  const [before, after] = await Promise.all([examine(one, resolve), examine(other, resolve)])
  const report = spfDiffReport({
    words: asTyped(words),
    asked,
    before: one.record,
    givenUp,
    after: other.record,
    moves: diff.moves.map(move => ({
      from: move.before.result,
      to: move.after.result,
      ranges: move.ranges.map(printRange),
    })),
    unless: [...new Set([...diff.openGained, ...diff.openLost])],
    counts: { before: before.counts, after: after.counts },
    // What was wrong before is no matter of the change, but that receivers judged by none of several.
    findings: [...(givenUp.length > 0 ? one.findings : []), ...after.findings],
  })
  await print([report], settings, io)
  if (hasError(after.findings)) return exitCode.failed
  return flags.detailedExitcode === true && !diff.same ? exitCode.changes : exitCode.done
}

/** A domain without a record is something to compare with; one that did not answer is not. */
function isComparable({ record, findings }: Named): boolean {
  return record !== null || findings.some(why => why.code === 'spf-no-record')
}
