/** The reports of the `spf` commands as JSON; the trace of a check is told in whole. */
import { findingJson, type FindingJson } from './json.js'
import type {
  SpfAnalysisReport,
  SpfCheckReport,
  SpfCounts,
  SpfDiffReport,
  SpfMove,
  SpfSubject,
  SpfTreeNode,
} from './spf-report.js'

export interface SpfSubjectJson {
  readonly domain: string | null
  readonly record: string | null
  readonly counts: SpfCounts
  readonly tree: readonly SpfTreeNode[]
  readonly findings: readonly FindingJson[]
}

export interface SpfCheckJson extends SpfSubjectJson {
  readonly format: 'devicemail-spf-check/1'
  readonly question: SpfCheckReport['question']
  /** Null where no address was given. */
  readonly evaluation: SpfCheckReport['evaluation']
}

export interface SpfAnalysisJson {
  readonly format: 'devicemail-spf-analysis/1'
  readonly records: readonly SpfSubjectJson[]
}

export interface SpfDiffJson {
  readonly format: 'devicemail-spf-diff/1'
  readonly before: string | null
  readonly givenUp: readonly string[]
  readonly after: string | null
  readonly moves: readonly SpfMove[]
  readonly unless: readonly string[]
  readonly counts: SpfDiffReport['counts']
  readonly findings: readonly FindingJson[]
}

export function spfCheckJson(report: SpfCheckReport): SpfCheckJson {
  const { question, evaluation } = report
  return { format: 'devicemail-spf-check/1', ...subjectJson(report), question, evaluation }
}

export function spfAnalysisJson({ subjects }: SpfAnalysisReport): SpfAnalysisJson {
  return { format: 'devicemail-spf-analysis/1', records: subjects.map(subjectJson) }
}

export function spfDiffJson(report: SpfDiffReport): SpfDiffJson {
  const { before, givenUp, after, moves, unless, counts, findings } = report
  return {
    format: 'devicemail-spf-diff/1',
    before,
    givenUp,
    after,
    moves,
    unless,
    counts,
    findings: findings.map(findingJson),
  }
}

function subjectJson({ domain, record, counts, tree, findings }: SpfSubject): SpfSubjectJson {
  return { domain, record, counts, tree, findings: findings.map(findingJson) }
}
