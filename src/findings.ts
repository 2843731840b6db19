/**
 * Findings: everything the program has to tell a person.
 *
 * A finding is data: a code, the values it is about, and where they were
 * written. Its words live in one catalogue, so that a test can tie code, words
 * and docs together, and each has a remedy: a refusal that does not say how to
 * go on is a defect. Findings are returned, all of them; what the world does to
 * us is a `Fault` and is thrown (drivers/fault.ts).
 *
 * The catalogue is split by who speaks (findings/*.ts); this file joins it.
 */
import type { Catalogue, FactsOf, Severity } from './findings/words.js'
import { adoptionFindings } from './findings/adoption.js'
import { compileFindings } from './findings/compile.js'
import { dnsFindings } from './findings/dns.js'
import { dnsServiceFindings } from './findings/dns-services.js'
import { doctorFindings } from './findings/doctor.js'
import { driverFindings } from './findings/drivers.js'
import { engineFindings } from './findings/engine.js'
import { judgeFindings } from './findings/judge.js'
import { mailFindings } from './findings/mail.js'
import { mailDnsFindings } from './findings/mail-dns.js'
import { policyFindings } from './findings/policy.js'
import { powershellFindings } from './findings/powershell.js'
import { pulumiFindings } from './findings/pulumi.js'
import { resourceFindings } from './findings/resources.js'
import { restFindings } from './findings/rest.js'
import { rfc2136Findings } from './findings/rfc2136.js'
import { runFindings } from './findings/run.js'
import { signInFindings } from './findings/sign-in.js'
import { specFindings } from './findings/spec.js'
import { spfAnalysisFindings } from './findings/spf-analysis.js'
import { spfNoteFindings } from './findings/spf-notes.js'
import { spfToldFindings } from './findings/spf-told.js'
import { zoneFileFindings } from './findings/zone-file.js'

export type { Severity } from './findings/words.js'

/** Every finding the program can make, by code. `docs/findings.md` is generated from it. */
export const catalogue = {
  ...specFindings,
  ...mailFindings,
  ...zoneFileFindings,
  ...spfAnalysisFindings,
  ...compileFindings,
  ...judgeFindings,
  ...mailDnsFindings,
  ...spfToldFindings,
  ...spfNoteFindings,
  ...resourceFindings,
  ...driverFindings,
  ...dnsServiceFindings,
  ...dnsFindings,
  ...signInFindings,
  ...restFindings,
  ...rfc2136Findings,
  ...powershellFindings,
  ...engineFindings,
  ...runFindings,
  ...doctorFindings,
  ...pulumiFindings,
  ...policyFindings,
  ...adoptionFindings,
} as const satisfies Catalogue

export type FindingCode = keyof typeof catalogue

/** A place in a file that a person wrote. Line and column count from 1, columns in UTF-16 units. */
export interface Place {
  /** Relative to the folder of the spec, with forward slashes. */
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  /** What is wrong, with which value. One sentence. */
  readonly message: string
  /** How to go on. */
  readonly remedy: string
  readonly place?: Place
  /** The line at `place` as it was written, for the caret. */
  readonly line?: string
}

/** Why something must exist: the line in the spec that asks for it. */
export interface Because {
  readonly device?: string
  readonly site?: string
  readonly sender?: string
  readonly domain?: string
  readonly place?: Place
}

/** Makes a finding from its code and the values that its sentences name. */
export function finding<Code extends FindingCode>(
  code: Code,
  facts: FactsOf<(typeof catalogue)[Code]>,
  place?: Place,
): Finding {
  const { severity, message, remedy } = catalogue[code]
  const values: Readonly<Record<string, string | number>> = facts
  const base = { code, severity, message: fill(message, values), remedy: fill(remedy, values) }
  return Object.freeze(place ? { ...base, place } : base)
}

/** `--strict`: what was only a warning counts as an error. */
export function strictly(findings: readonly Finding[]): readonly Finding[] {
  return findings.map(one => (one.severity === 'warning' ? { ...one, severity: 'error' } : one))
}

export function hasError(findings: readonly Finding[]): boolean {
  return findings.some(one => one.severity === 'error')
}

/** A fault of ours, not of the person or the world. Its text asks for a report. */
export class Bug extends Error {
  override readonly name = 'Bug'
  constructor(what: string) {
    super(`${what} This is a bug in devicemail: please report it with this text.`)
  }
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Bug(`The words "${template}" lack a value for "${name}".`)
    return String(value)
  })
}
