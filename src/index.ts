/**
 * What the package gives to other programs: the pure middle. From a spec made by
 * a program to what must exist, and from two readings to a plan; no console, no
 * clock, no network.
 */
export { clashes, type Clash } from './compile/clashes.js'
export { compile } from './compile/compile.js'
export type {
  Check,
  Compiled,
  Decision,
  SmartHost,
  TenantFacts,
  Verdict,
} from './compile/compiled.js'
export { judge } from './compile/judge.js'
export { makePlan as plan, digestOf } from './engine/plan.js'
export type { Change, Plan, Receipt } from './engine/plan-data.js'
export type { Because, Finding, FindingCode, Place } from './findings.js'
export { evaluateSpf, type SpfEvaluationOptions, type SpfQuestion } from './mail/spf-evaluate.js'
export type { SpfAskingResolver } from './mail/spf-evaluate-asking.js'
export { analyseSpf, type SpfAnalysis } from './mail/spf-analyse.js'
export { diffSpf, type SpfDiff } from './mail/spf-diff.js'
export { flattenSpf, staleFlattening, type SpfFlattened } from './mail/spf-flatten.js'
export { countLookups, type SpfLookups } from './mail/spf-lookups.js'
export { mergeSpf, type SpfMerge, type SpfMergeRequest } from './mail/spf-merge.js'
export { compareAllowed } from './mail/spf-ranges.js'
export type { SpfEvaluation, SpfResult, SpfTermTrace, SpfTrace } from './mail/spf-trace.js'
export { parseSpf, type SpfRecord } from './mail/spf.js'
export type { Wanted } from './resources/resource.js'
export { specFrom, type Loaded } from './spec/load.js'
export { jsonSchema } from './spec/schema.js'
export type { Spec } from './spec/spec.js'
