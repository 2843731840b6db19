/**
 * Whether the world sees a record that was written just now: the name servers of
 * its zone are asked themselves, as an apply of the command asks them. It is told
 * under the record and changes nothing: the write is done, whatever they say.
 */
import { setImmediate } from 'node:timers/promises'
import { finding } from '../../findings.js'
import type { AnyKind, Reading } from '../../resources/resource.js'
import { SpfRecord, type DesiredSpf, type LiveSpf } from '../../resources/spf-record.js'
import { capitalised, sentence } from '../../report/wording.js'
import { spreadNow } from '../../run/verify/outlook.js'
import { spfStandOf } from '../../run/verify/spf-stands.js'
import type { Session } from './session.js'
import { tellBeside } from './tell-beside.js'
import type { TimeLimit } from './time-limit.js'
import { told } from './told.js'

/** Servers answer at once or hardly ever; `devicemail verify` has more patience. */
const patienceSeconds = 10

interface WrittenRecord {
  readonly urn: string
  readonly kind: AnyKind
  /** As it is now. */
  readonly reading: Reading<object>
  /** What was asked for; undefined where our terms were taken away. */
  readonly desired: object | undefined
  readonly limit: TimeLimit
}

export async function tellSpread(session: Session, one: WrittenRecord): Promise<void> {
  const { urn, kind, reading, limit } = one
  if (kind.name !== SpfRecord.name) return
  const live = reading.state === 'present' ? reading.live : blankOf(reading)
  if (!live) return
  const record = live as LiveSpf
  const desired = (one.desired as DesiredSpf | undefined) ?? SpfRecord.leaves?.(record)
  const stand = desired && spfStandOf(session.stack().spec, desired, record)
  const connection = session.connection()
  if (!stand || !connection.dnsViews.servers) return
  const seconds = Math.min(patienceSeconds, Math.max(0, limit.left()))
  const outlook = await Promise.race([
    spreadNow(stand, connection, session.world),
    // What has arrived by then is read first.
    session.world.wait(seconds * 1000).then(() => setImmediate(null)),
  ])
  const { narrator } = session
  const { domain } = stand
  if (!outlook || session.world.interrupted()) {
    const unseen = finding('pulumi-spread-unseen', { domain, seconds })
    narrator.tell('information', told(unseen), urn)
    return
  }
  for (const text of outlook.checked) narrator.tell('information', sentence(capitalised(text)), urn)
  for (const found of outlook.findings) tellBeside(session, found, urn)
}

function blankOf(reading: Reading<object>): object | undefined {
  return reading.state === 'absent' ? reading.blank : undefined
}
