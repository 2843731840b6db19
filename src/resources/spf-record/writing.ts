/**
 * Writing our terms: the mark first when they grow, last when they shrink.
 * Every write is a compare and swap of a whole TXT set, so what others changed
 * in between is a conflict and never lost.
 */
import {
  devicemailNameOf,
  parseDevicemailTxt,
  printDevicemailTxt,
} from '../../mail/devicemail-txt.js'
import type { Drivers } from '../resource.js'
import type { DesiredSpf, LiveSpf } from './fields.js'

export async function writeSpfRecord(
  drivers: Drivers,
  desired: DesiredSpf,
  live?: LiveSpf,
): Promise<void> {
  if (!live) return
  await step(drivers, desired, live)
}

/** Takes our terms and our mark away; the rest of the record stays. */
export async function leaveSpfRecord(
  drivers: Drivers,
  left: DesiredSpf,
  live: LiveSpf,
): Promise<void> {
  await step(drivers, left, live)
}

async function step({ zones, mark }: Drivers, desired: DesiredSpf, live: LiveSpf): Promise<void> {
  const { domain } = live
  const name = devicemailNameOf(domain)
  const others = live.marks.filter(value => parseDevicemailTxt(value)?.spec !== mark.spec)
  let marks = live.marks
  const writeMark = async (terms: readonly string[]) => {
    const own = terms.length > 0 ? [printDevicemailTxt({ spec: mark.spec, terms })] : []
    const after = [...others, ...own]
    if (sameSet(marks, after)) return
    await zones.replaceTxt({ name, before: marks, after })
    marks = after
  }
  const kept = live.values.filter(value => value !== live.record)
  const after = desired.record === '' ? kept : [...kept, desired.record]
  await writeMark([...new Set([...live.terms, ...desired.terms])])
  if (!sameSet(live.values, after))
    await zones.replaceTxt({ name: domain, before: live.values, after })
  await writeMark(desired.terms)
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every(value => other.includes(value))
}
