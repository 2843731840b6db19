/** The report of an adopt or a release: what the thing is, and what became of its mark. */
import type { Change } from '../engine/plan-data.js'
import type { Finding } from '../findings.js'
import { ordered } from './findings-order.js'
import { readingOf, type Reading } from './reading.js'
import { counted, fieldName, listed } from './wording.js'

type Difference = Change['fields'][number]

export type MarkOutcome =
  'asked' | 'done' | 'unchanged' | 'refused' | 'waiting' | 'failed' | 'not-started'

export interface MarkInput {
  readonly command: 'adopt' | 'release'
  readonly folder: string
  readonly tenant: string
  readonly driver: string
  readonly spec: string
  readonly kind: string
  readonly key: string
  readonly title: string
  /** Whose mark it bore before; null where it is not there. */
  readonly owner: 'us' | 'nobody' | { readonly other: string } | null
  readonly values: readonly Difference[]
  readonly differences: readonly Difference[]
  /** `asked`: it is shown, and a person is to say yes. */
  readonly outcome: MarkOutcome
  readonly findings: readonly Finding[]
}

export interface MarkReport extends Omit<MarkInput, 'driver'> {
  readonly report: 'mark'
  readonly reading: Reading
  /** What became of it, behind its title. */
  readonly state: string
  readonly headline: string
  readonly inWords: readonly string[]
}

export function markReport({ driver, ...input }: MarkInput): MarkReport {
  return Object.freeze({
    report: 'mark',
    ...input,
    reading: readingOf(driver, true),
    state: states[input.command][input.outcome],
    headline: `${input.title} ${states[input.command][input.outcome]}`,
    inWords: inWords(input),
    findings: ordered(input.findings),
  })
}

const states: Readonly<Record<MarkInput['command'], Readonly<Record<MarkOutcome, string>>>> = {
  adopt: {
    asked: 'to be taken over',
    done: 'is taken over',
    unchanged: 'is ours already',
    refused: 'is not taken over',
    waiting: 'is taken over, not yet shown',
    failed: 'is not taken over',
    'not-started': 'is not taken over',
  },
  release: {
    asked: 'to be let go',
    done: 'is let go',
    unchanged: 'bears no mark',
    refused: 'is not let go',
    waiting: 'is let go, not yet shown',
    failed: 'is not let go',
    'not-started': 'is not let go',
  },
}

function inWords(input: Omit<MarkInput, 'driver'>): readonly string[] {
  const { command, spec, outcome } = input
  switch (outcome) {
    case 'asked':
      return command === 'adopt'
        ? [`The mark of ${spec} is put on it, and nothing else of it changes.`, whatIsNext(input)]
        : ['Our mark is taken off it, and nothing else of it changes.']
    case 'done':
      return command === 'adopt'
        ? [`It bears the mark of ${spec} now; nothing else was changed.`, whatIsNext(input)]
        : ['It bears no mark of ours any more; nothing else was changed.']
    case 'unchanged':
      return command === 'adopt'
        ? [`It bears the mark of ${spec} already.`, whatIsNext(input)]
        : ['It bears no mark of ours, so there is nothing to do.']
    case 'waiting':
      return ['Its mark was written, and the tenant does not show it yet.']
    case 'refused':
    case 'failed':
    case 'not-started':
      return ['Nothing was changed.']
  }
}

function whatIsNext({ differences }: Pick<MarkInput, 'differences'>): string {
  if (differences.length === 0) return 'The next plan has nothing to change in it.'
  const names = listed(differences.map(one => fieldName(one.path)))
  return `The next plan would change ${counted(differences.length, 'property', 'properties')} of it: ${names}.`
}

/** Whose it is, for a person. */
export function ownerText(owner: MarkInput['owner'], spec: string): string {
  if (owner === null) return 'it is not there'
  if (owner === 'us') return `ours (${spec})`
  return owner === 'nobody' ? 'nobody: it bears no mark' : `the spec ${owner.other}`
}
