/**
 * The SPF record of a domain: our terms in it. The record belongs to the
 * domain's owner; ours are only the addresses that we put there.
 *
 * We lean on these facts; each has a test with the same words:
 * - several TXT values at one name are one set, so the others are written back as they are
 * - receivers stop at 10 look-ups; `ip4` costs none
 * - two SPF records at one name are both ignored
 *
 * Which terms are ours stands in a `_devicemail` TXT value beside the record.
 * It is written first when terms grow and last when they shrink, so that a run
 * killed in between leaves no term of ours that nobody remembers.
 */
import { finding, type Finding } from '../findings.js'
import { spfLimits } from '../mail/limits.js'
import { defineKind, keyFrom } from './resource.js'
import { fields, type DesiredSpf, type LiveSpf } from './spf-record/fields.js'
import { lookupsAfter } from './spf-record/look-ups.js'
import { folded, merge, recordLeft } from './spf-record/merging.js'
import { noteFindings } from './spf-record/notes.js'
import { findSpfRecords, readSpfRecords } from './spf-record/reading.js'
import { tellSpfRecord, titleOfSpf } from './spf-record/telling.js'
import { leaveSpfRecord, writeSpfRecord } from './spf-record/writing.js'

export type { DesiredSpf, LiveSpf }

export const SpfRecord = defineKind<DesiredSpf, LiveSpf>({
  name: 'spf-record',
  summary:
    'Says in the DNS which addresses may send mail of a domain, so that it is not taken for junk.',
  cmdlets: { read: {}, write: [] },
  owns: 'part',
  whenUnwanted: 'remove',
  fields,
  keyOf: desired => keyFrom(desired.domain),
  check: () => [],

  judge(desired, live) {
    if (!live) return []
    const merged = merge(desired, live)
    const found: Finding[] = [...merged.findings, ...noteFindings(desired, live, merged)]
    const { domain } = desired
    const count = lookupsAfter(live, merged.record ?? live.record)
    const most = spfLimits.lookups.value
    if (count > most) {
      const { waysOut } = live.lookups
      found.push(finding('spf-lookup-budget', { domain, count, most, waysOut }))
    }
    if (count <= most && !live.lookups.complete)
      found.push(finding('spf-lookups-unknown', { domain, why: live.lookups.unasked }))
    return found
  },

  fold: folded,
  leaves,

  titleOf: titleOfSpf,
  tell: tellSpfRecord,
  find: findSpfRecords,
  read: readSpfRecords,
  write: writeSpfRecord,
  remove: (drivers, live) => leaveSpfRecord(drivers, leaves(live), live),
})

/** The record without our terms; an `include` and `all` stay. */
function leaves(live: LiveSpf): DesiredSpf {
  return { ...live, record: recordLeft(live.domain, live), terms: [] }
}
