/** The report of a doctor: what was looked at on this machine and in each folder's tenant, and how it is. */
import type { Finding } from '../findings.js'
import { readingOf, type Reading } from './reading.js'
import { counted } from './wording.js'

export type DoctorArea = 'machine' | 'spec' | 'sign-in' | 'rights' | 'tenant' | 'dns' | 'unseen'
export type DoctorState = 'ok' | 'warning' | 'failed' | 'not-checked'

/** One thing that was looked at. */
export type DoctorCheck = { readonly area: DoctorArea; readonly name: string } & (
  | { readonly state: 'ok'; readonly says: string }
  | { readonly state: Exclude<DoctorState, 'ok'>; readonly why: Finding }
)

export interface DoctorInput {
  readonly machine: readonly DoctorCheck[]
  readonly folders: readonly {
    readonly folder: string
    /** null where the spec is faulty. */
    readonly tenant: string | null
    readonly driver: string | null
    readonly checks: readonly DoctorCheck[]
  }[]
  /** What cannot be seen from here. */
  readonly unseen: readonly DoctorCheck[]
}

export interface DoctorFolder {
  readonly folder: string
  readonly tenant: string | null
  readonly driver: string | null
  readonly reading: Reading
  readonly checks: readonly DoctorCheck[]
}

export interface DoctorReport {
  readonly report: 'doctor'
  readonly machine: readonly DoctorCheck[]
  readonly folders: readonly DoctorFolder[]
  readonly unseen: readonly DoctorCheck[]
  readonly headline: string
  readonly inWords: readonly string[]
}

export function doctorReport({ machine, folders, unseen }: DoctorInput): DoctorReport {
  const all = [...machine, ...folders.flatMap(({ checks }) => checks), ...unseen]
  const count = (state: DoctorState) => all.filter(one => one.state === state).length
  const [failed, warnings] = [count('failed'), count('warning')]
  const left = count('not-checked')
  return Object.freeze({
    report: 'doctor',
    machine,
    folders: folders.map(one => ({ ...one, reading: readingOfFolder(one) })),
    unseen,
    headline: failed > 0 ? `${String(failed)} to mend` : 'in order, as far as it can be seen',
    inWords: [
      failed > 0
        ? `${counted(failed, 'thing is', 'things are')} not in order: mend the first one first, since others may follow from it.`
        : 'Everything that can be seen from here is in order.',
      ...(warnings > 0 ? [`${counted(warnings, 'warning')} beside that.`] : []),
      ...(left > 0 ? [`${counted(left, 'thing was', 'things were')} not checked.`] : []),
    ],
  })
}

function readingOfFolder({ driver }: DoctorInput['folders'][number]): Reading {
  return driver === null ? { label: 'NOT READ', text: 'NOT READ' } : readingOf(driver, true)
}

/** The worst of several states; nothing checked is nothing known. */
export function worstOf(checks: readonly DoctorCheck[]): DoctorState {
  const order = ['failed', 'warning', 'ok', 'not-checked'] as const
  return order.find(state => checks.some(one => one.state === state)) ?? 'not-checked'
}
