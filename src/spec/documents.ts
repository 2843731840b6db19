/**
 * From the text of a file to the documents in it: their values, and where these
 * stand. Both come from one parse.
 *
 * YAML tells its first fault of syntax and nothing after it, so a file shows one
 * such fault at a time. Whatever js-yaml says is put into words of ours where
 * people commonly trip: tabs, names given twice, and texts that begin with a
 * sign YAML keeps for itself.
 */
import { constructFromEvents, EVENT_ID, parseEvents, YAMLException, type Event } from 'js-yaml'
import { finding, type Finding, type Place } from '../findings.js'
import { positionsOf, type Positions } from './positions.js'
import { placeIn, withLine, type Source } from './source.js'
import { deepestNesting, findRunawayAlias, mostMergedKeys, yamlSchema } from './yaml.js'
import { explainSyntax } from './syntax-faults.js'

/** One YAML document; for a spec made by a program the value alone. */
export interface RawDocument {
  readonly value: unknown
  readonly source?: Source
  readonly positions?: Positions
}

export interface Parsed {
  readonly documents: readonly RawDocument[]
  readonly findings: readonly Finding[]
}

export function parseDocuments(source: Source): Parsed {
  const { text, file } = source
  try {
    const events = parseEvents(text, { maxDepth: deepestNesting })
    const runaway = findRunawayAlias(text, events)
    if (runaway) {
      const offset = 'anchorStart' in runaway ? runaway.anchorStart - 1 : 0
      return faulty(finding('yaml-aliases-run-away', { file }, placeIn(source, offset)), source)
    }
    const values = constructFromEvents(events, {
      source: text,
      schema: yamlSchema,
      maxTotalMergeKeys: mostMergedKeys,
    })
    const roots = rootsOf(events)
    return {
      documents: values.map((value, index) => ({
        value,
        source,
        positions: positionsOf(text, events, roots[index] ?? 0),
      })),
      findings: [],
    }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    return faulty(explainSyntax(error.reason, placeOf(error, file), source), source)
  }
}

function faulty(why: Finding, source: Source): Parsed {
  return { documents: [], findings: [withLine(why, source)] }
}

function placeOf({ mark }: YAMLException, file: string): Place {
  return { file, line: (mark?.line ?? 0) + 1, column: (mark?.column ?? 0) + 1 }
}

/** The root of a document is the event after its start. */
function rootsOf(events: readonly Event[]): readonly number[] {
  const roots: number[] = []
  events.forEach((event, index) => {
    if (event.type === EVENT_ID.DOCUMENT) roots.push(index + 1)
  })
  return roots
}
