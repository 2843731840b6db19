/**
 * A zone kept in a BIND master file: read, answered from, and edited in place
 * with every other byte left as it was. Who serves the file (a name server on
 * this machine, a pipeline that uploads it) sees a raised serial.
 *
 * Before a value is changed the set must be what was read for the plan, under a
 * lock; a file that somebody saved meanwhile, or one that its name server
 * changes by itself, is refused.
 */
import { access } from 'node:fs/promises'
import { finding, type Finding, type Place } from '../../findings.js'
import type { RecordType, TxtChange, TxtReading } from '../drivers.js'
import { Fault, type FaultKind } from '../fault.js'
import { changedMeanwhile } from './changed-meanwhile.js'
import { swapFile } from './file-swap.js'
import { isByteText } from './master-file-text.js'
import { NotRegularFile, readRegularFile } from './regular-file.js'
import { answerFrom, type ZoneAnswer } from './zone-answers.js'
import { editedZone } from './zone-edit.js'
import { parseZone, type ParsedZone, type ZoneName } from './zone-parse.js'
import { valuesOf, whyNotTxt } from './zone-txt.js'
import type { Zone } from './zone.js'

export interface ZoneFileOptions extends ZoneName {
  readonly path: string
  /** Where the spec names the file, for what is told of the file as a whole. */
  readonly namedAt?: Place | undefined
  /** The day that a dated serial gets. */
  readonly now: () => Date
}

export interface ZoneFile extends Zone {
  readonly origin: string
  /** All that is wrong with the file, with line and column. */
  check(): Promise<readonly Finding[]>
  /** What a name server with this zone would answer. */
  answer(name: string, type: RecordType): Promise<ZoneAnswer>
  /** The same zone as it is at the first question, for one look at many of its names. */
  atOneLook(): ZoneFile
}

const operation = 'replace TXT'

export function openZoneFile(options: ZoneFileOptions): ZoneFile {
  return zoneFileOver(reader(options), options)
}

function zoneFileOver(read: () => ParsedZone, options: ZoneFileOptions): ZoneFile {
  return Object.freeze<ZoneFile>({
    origin: options.origin,

    check() {
      const zone = read()
      return Promise.resolve(zone.state === 'good' ? [] : zone.findings)
    },

    answer(name, type) {
      const zone = read()
      return Promise.resolve<ZoneAnswer>(
        zone.state === 'good'
          ? answerFrom(zone.data, name, type)
          : { status: 'servfail', records: [] },
      )
    },

    readTxt(names) {
      const zone = read()
      return Promise.resolve(new Map(names.map(name => [name, readingOf(zone, name)])))
    },

    replaceTxt: change => replaceTxt(options, change),

    atOneLook() {
      let zone: ParsedZone | undefined
      return zoneFileOver(() => (zone ??= read()), options)
    },
  })
}

/**
 * Reads the file each time, since others change it, and parses it again only where
 * it changed. At once and not by promises: of thousands of small files each would
 * be opened, measured, read and closed in four turns of the queue.
 */
function reader({ path, namedAt, ...name }: ZoneFileOptions): () => ParsedZone {
  let last: { readonly text: string; readonly zone: ParsedZone } | undefined
  return () => {
    try {
      const text = readRegularFile(path).toString('latin1')
      if (last?.text !== text) last = { text, zone: parseZone(text, name) }
      return last.zone
    } catch (error) {
      return { state: 'faulty', findings: [whyUnread(error, name.file, namedAt)] }
    }
  }
}

function whyUnread(error: unknown, file: string, place: Place | undefined): Finding {
  if (error instanceof NotRegularFile)
    return finding('zone-file-not-regular', { file, what: error.what }, place)
  const reason = error instanceof Error ? error.message : String(error)
  return finding('zone-file-unreadable', { file, reason }, place)
}

function readingOf(zone: ParsedZone, name: string): TxtReading {
  if (zone.state === 'faulty') return { state: 'unknown', why: zone.findings[0] }
  const why = whyNotTxt(zone.data, name)
  if (why) return { state: 'unknown', why }
  const { values, ttl } = valuesOf(zone.data, name)
  return values.length > 0 ? { state: 'present', values, ttl } : { state: 'absent' }
}

async function replaceTxt(options: ZoneFileOptions, change: TxtChange): Promise<void> {
  const { path, file, now } = options
  if (await exists(`${path}.jnl`)) throw refusal(finding('zone-file-has-journal', { file }))
  await swapped(change, options, bytes => {
    // One character is one byte, whatever the encoding of the comments.
    const zone = parseZone(bytes.toString('latin1'), options)
    if (zone.state === 'faulty') throw refusal(zone.findings[0])
    const why = whyNotTxt(zone.data, change.name)
    if (why) throw refusal(why)
    if (zone.data.signed) throw refusal(finding('zone-file-signed', { file }))
    const { values } = valuesOf(zone.data, change.name)
    // A write that is repeated after its outcome was lost finds its work done.
    if (sameSet(values, change.after)) return bytes
    if (!sameSet(values, change.before)) throw changedMeanwhile(change.name)
    const strange = change.after.find(value => !isByteText(value))
    if (strange !== undefined)
      throw refusal(finding('dns-value-not-bytes', { name: change.name, value: strange }))
    const { name, after } = change
    const edited = editedZone(zone.data, { name, after, today: now() })
    if (edited === undefined) throw refusal(finding('zone-file-not-editable', { name, file }))
    return Buffer.from(edited, 'latin1')
  })
}

async function swapped(
  { name }: TxtChange,
  { path, file, namedAt }: ZoneFileOptions,
  edit: (bytes: Buffer) => Buffer,
): Promise<void> {
  try {
    await swapFile(path, edit)
  } catch (error) {
    if (error instanceof NotRegularFile) throw refusal(whyUnread(error, file, namedAt))
    throw error instanceof Fault && !error.finding ? ofThisFile(error, file, name) : error
  }
}

/** What became of the swap, told of this file and not of a service. */
function ofThisFile(fault: Fault, file: string, name: string): Fault {
  switch (fault.kind) {
    case 'conflict':
      return refusal(finding('zone-file-changed-meanwhile', { file, name }), 'conflict')
    case 'denied':
    case 'not-found':
    case 'rejected':
      return refusal(finding('zone-file-unwritable', { file, reason: fault.text }), fault.kind)
    case 'throttled':
    case 'transient':
    case 'unreachable':
    case 'unknown-outcome':
      return fault
  }
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort())
}

/** With the finding, whose remedy is for this file and not for a service. */
function refusal(why: Finding, kind: FaultKind = 'rejected'): Fault {
  return new Fault({ kind, operation, text: why.message, type: why.code, finding: why })
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
