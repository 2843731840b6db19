/**
 * Reports as JSON: the shapes that scripts and pipelines rely on. Keys stand in
 * this order, lists are sorted, and nothing depends on when it was written.
 */
import type { Check, Decision } from '../compile/compiled.js'
import type { Change, Receipt, Verb } from '../engine/plan-data.js'
import type { Because, Finding, Severity } from '../findings.js'
import type { ApplyReport } from './apply-report.js'
import type { Counts } from './course.js'
import type { ExplainReport } from './explain-report.js'
import type { Commands, PlanReport } from './plan-report.js'
import type { Reading } from './reading.js'
import type { StatusReport } from './status-report.js'
import type { ValidateReport } from './validate-report.js'
import type { VerifyReport } from './verify-report.js'

interface PlaceJson {
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

export interface FindingJson extends PlaceJson {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly remedy: string
}

export interface BecauseJson extends PlaceJson {
  readonly device?: string
  readonly site?: string
  readonly sender?: string
  readonly domain?: string
}

export interface ChangeJson {
  readonly kind: string
  readonly key: string
  readonly verb: Verb
  readonly fields: Change['fields']
  readonly meaning: string
  readonly because: readonly BecauseJson[]
}

export interface PlanJson {
  readonly format: 'devicemail-plan/1'
  readonly digest: string
  readonly tenant: string
  readonly driver: string
  readonly reading: Reading['label']
  readonly counts: Counts
  readonly changes: readonly ChangeJson[]
  /** What a person must do; missing where there is nothing. */
  readonly byHand?: readonly ChangeJson[]
  /** Only where they were asked for. */
  readonly commands?: readonly Commands[]
  readonly findings: readonly FindingJson[]
}

export interface ReceiptJson {
  readonly kind: string
  readonly key: string
  readonly outcome: Receipt['outcome']
  readonly finding?: FindingJson
}

export interface ApplyJson {
  readonly format: 'devicemail-receipt/1'
  readonly reading: Reading['label']
  readonly receipts: readonly ReceiptJson[]
  readonly findings: readonly FindingJson[]
}

export interface VerifyJson {
  readonly format: 'devicemail-verify/1'
  readonly plan: PlanJson
  readonly findings: readonly FindingJson[]
}

export interface ExplainedJson {
  readonly device: string
  readonly method: Decision['method']
  readonly site: string | null
  readonly host: string | null
  readonly port: number | null
  readonly tls: Decision['tls']
  readonly signIn: string | null
  readonly checks: readonly Omit<Check, 'change'>[]
  readonly findings: readonly FindingJson[]
}

export interface ExplainJson {
  readonly reading: Reading['label']
  readonly devices: readonly ExplainedJson[]
}

export interface StatusJson {
  readonly format: 'devicemail-status/1'
  readonly reading: Reading['label']
  readonly objects: StatusReport['objects']
  readonly findings: readonly FindingJson[]
}

export interface ValidateJson {
  readonly format: 'devicemail-validate/1'
  readonly findings: readonly FindingJson[]
}

export function planJson({ plan, reading, counts, commands, findings }: PlanReport): PlanJson {
  return {
    format: 'devicemail-plan/1',
    digest: plan.digest,
    tenant: plan.tenant,
    driver: plan.driver,
    reading: reading.label,
    counts,
    changes: plan.changes.map(changeJson),
    ...(plan.byHand.length > 0 ? { byHand: plan.byHand.map(changeJson) } : {}),
    ...(commands === null ? {} : { commands }),
    findings: findings.map(findingJson),
  }
}

export function applyJson({ told, reading, findings }: ApplyReport): ApplyJson {
  return {
    format: 'devicemail-receipt/1',
    reading: reading.label,
    receipts: told.map(({ receipt: { kind, key, outcome, finding } }) => ({
      kind,
      key,
      outcome,
      ...(finding ? { finding: findingJson(finding) } : {}),
    })),
    findings: findings.map(findingJson),
  }
}

export function verifyJson({ drift, findings }: VerifyReport): VerifyJson {
  return {
    format: 'devicemail-verify/1',
    plan: planJson(drift),
    findings: findings.map(findingJson),
  }
}

export function explainJson({ reading, decisions }: ExplainReport): ExplainJson {
  return {
    reading: reading.label,
    devices: decisions.map(one => ({
      device: one.device,
      method: one.method,
      site: one.site,
      host: one.smartHost?.host ?? null,
      port: one.port,
      tls: one.tls,
      signIn: one.signIn,
      checks: one.checks.map(({ method, requirement, holds, sentence }) => ({
        method,
        requirement,
        holds,
        sentence,
      })),
      findings: one.findings.map(findingJson),
    })),
  }
}

export function statusJson({ reading, objects, findings }: StatusReport): StatusJson {
  return {
    format: 'devicemail-status/1',
    reading: reading.label,
    objects: objects.map(({ kind, key, spec, title }) => ({ kind, key, spec, title })),
    findings: findings.map(findingJson),
  }
}

export function validateJson({ findings }: ValidateReport): ValidateJson {
  return { format: 'devicemail-validate/1', findings: findings.map(findingJson) }
}

function changeJson({ kind, key, verb, fields, telling, because }: Change): ChangeJson {
  return {
    kind,
    key,
    verb,
    fields: fields.map(({ path, before, after }) => ({ path, before, after })),
    meaning: telling.meaning,
    because: because.map(becauseJson),
  }
}

function becauseJson({ device, site, sender, domain, place }: Because): BecauseJson {
  return {
    ...(device === undefined ? {} : { device }),
    ...(site === undefined ? {} : { site }),
    ...(sender === undefined ? {} : { sender }),
    ...(domain === undefined ? {} : { domain }),
    ...placeJson(place),
  }
}

export function findingJson({ code, severity, message, remedy, place }: Finding): FindingJson {
  return { code, severity, message, remedy, ...placeJson(place) }
}

function placeJson(place: Finding['place']): PlaceJson {
  return place ? { file: place.file, line: place.line, column: place.column } : {}
}
