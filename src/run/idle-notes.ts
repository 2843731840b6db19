/**
 * Edited notes beside the records of domains that nothing is sent from: no record is
 * wanted there, and a value that is no mark names none, so nobody else would tell.
 */
import type { Observed } from '../engine/observe.js'
import type { Finding } from '../findings.js'
import { devicemailNameOf } from '../mail/devicemail-txt.js'
import { spfRecordIn } from '../mail/spf-txt.js'
import type { Drivers } from '../resources/resource.js'
import { SpfRecord } from '../resources/spf-record.js'
import { alteredNotes } from '../resources/spf-record/notes.js'
import type { Spec } from '../spec/spec.js'

export async function idleNotes(
  { zones, mark }: Pick<Drivers, 'zones' | 'mark'>,
  spec: Spec,
  { observations }: Observed,
): Promise<readonly Finding[]> {
  const wanted = new Set<string>(
    observations
      .filter(one => one.kind.name === SpfRecord.name && one.wanted)
      .map(one => String(one.key)),
  )
  const idle = spec.domains
    .map(one => one.name)
    .filter(name => zones.domains.includes(name) && !wanted.has(name))
  if (idle.length === 0) return []
  const answers = await zones.readTxt(idle.flatMap(name => [name, devicemailNameOf(name)]))
  const valuesAt = (name: string): readonly string[] => {
    const answer = answers.get(name)
    return answer?.state === 'present' ? answer.values : []
  }
  return idle.flatMap(domain => {
    const there = spfRecordIn(valuesAt(domain))
    const record = there.state === 'present' ? there.record : ''
    return alteredNotes(valuesAt(devicemailNameOf(domain)), {
      domain,
      spec: mark.spec,
      record,
      wanted: [],
    })
  })
}
