/** The report of a command that writes text for people: init, export and import. */
import type { Finding } from '../findings.js'
import { ordered } from './findings-order.js'
import { readingOf, type Reading } from './reading.js'
import { counted } from './wording.js'

/** `kept`: it stood there before and was left alone. `not-written`: there are faults, so nothing was. */
export type FileOutcome = 'written' | 'unchanged' | 'kept' | 'not-written'

export interface FileTold {
  readonly path: string
  /** What it is for, in a few words. */
  readonly about: string
  readonly outcome: FileOutcome
}

export interface FilesInput {
  readonly command: 'init' | 'export' | 'import'
  readonly folder: string
  /** The tenant that was read; null where none was. */
  readonly tenant: { readonly organization: string; readonly driver: string } | null
  readonly files: readonly FileTold[]
  /** What was found or made, in plain sentences. */
  readonly inWords: readonly string[]
  /** What to do next, each a line to read or a command to type. */
  readonly next: readonly string[]
  readonly findings: readonly Finding[]
}

export interface FilesReport extends Omit<FilesInput, 'tenant'> {
  readonly report: 'files'
  readonly tenant: string | null
  readonly reading: Reading | null
  readonly headline: string
}

export function filesReport({ tenant, ...input }: FilesInput): FilesReport {
  const written = input.files.filter(one => one.outcome === 'written').length
  return Object.freeze({
    report: 'files',
    ...input,
    tenant: tenant?.organization ?? null,
    reading: tenant ? readingOf(tenant.driver, true) : null,
    headline: written === 0 ? 'no file was written' : `${counted(written, 'file')} written`,
    findings: ordered(input.findings),
  })
}
