/**
 * Looks at things for Pulumi, which asks for them one by one. The first question
 * about a kind is answered together with all of that kind that the spec wants, in
 * the few calls that one look takes; what is asked afterwards is known already.
 * What was written meanwhile is forgotten, and looked at again when it is asked for.
 */
import { look, readingOf, readingOfWanted } from '../../engine/observe.js'
import { toData } from '../../resources/field-table.js'
import type { AnyKind, Drivers, Key, Reading, Wanted } from '../../resources/resource.js'
import { gathering, type Lane } from './lane.js'

/** A thing as it is wanted, which helps to recognise it; or its key alone. */
export interface Question {
  readonly key: Key
  readonly wanted: Wanted | undefined
}

export interface Readings {
  of(kind: AnyKind, question: Question): Promise<Reading<object>>
  forget(kind: AnyKind, key: Key): void
}

interface Known {
  readonly reading: Reading<object>
  /** What was wanted of it then. */
  readonly asked: string
}

export interface ReadingsOptions {
  readonly lane: Lane
  readonly drivers: () => Drivers
  /** All that the spec wants. */
  readonly wanted: () => readonly Wanted[]
}

export function createReadings(options: ReadingsOptions): Readings {
  const byKind = new Map<string, ReadingsOfKind>()
  const ofKind = (kind: AnyKind) => {
    const known = byKind.get(kind.name) ?? createReadingsOfKind(kind, options)
    byKind.set(kind.name, known)
    return known
  }
  return Object.freeze({
    of: (kind: AnyKind, question: Question) => ofKind(kind).of(question),
    forget: (kind: AnyKind, key: Key) => {
      ofKind(kind).forget(key)
    },
  })
}

interface ReadingsOfKind {
  of(question: Question): Promise<Reading<object>>
  forget(key: Key): void
}

function createReadingsOfKind(kind: AnyKind, options: ReadingsOptions): ReadingsOfKind {
  const known = new Map<Key, Known>()
  let lookedAhead = false

  const recall = ({ key, wanted }: Question) => {
    const one = known.get(key)
    return one?.asked === askedOf(kind, wanted) ? one.reading : undefined
  }
  /** What failed is not kept: whoever asks again looks again. */
  const lookAt = async (questions: readonly Question[]) => {
    const answers = await lookAtAll(kind, options.drivers(), questions)
    for (const { key, wanted } of questions) {
      const reading = readingOf(answers, key)
      if (reading.state === 'unknown') known.delete(key)
      else known.set(key, { reading, asked: askedOf(kind, wanted) })
    }
    return answers
  }
  const ask = gathering<Question, Reading<object>>(options.lane, async questions => {
    const more = lookedAhead ? [] : options.wanted().filter(one => one.kind === kind.name)
    lookedAhead = true
    const ahead = more.map(wanted => ({ key: wanted.key, wanted }))
    const open = new Map(
      [...ahead, ...questions].filter(one => !recall(one)).map(one => [one.key, one]),
    )
    const answers = await lookAt([...open.values()])
    const inTurn: Reading<object>[] = []
    for (const question of questions) {
      const answer = open.get(question.key) === question ? answers.get(question.key) : undefined
      inTurn.push(answer ?? recall(question) ?? readingOf(await lookAt([question]), question.key))
    }
    return inTurn
  })
  return {
    of: async question => recall(question) ?? ask(question),
    forget: key => {
      known.delete(key)
    },
  }
}

/** One look; a thing that stands under its former key is found there. */
export async function lookAtAll(
  kind: AnyKind,
  drivers: Drivers,
  questions: readonly Question[],
): Promise<ReadonlyMap<Key, Reading<object>>> {
  const former = questions.flatMap(({ wanted }) => wanted?.formerly ?? [])
  const keys = [...new Set([...questions.map(({ key }) => key), ...former])]
  const wanted = new Map(
    questions.flatMap(one => (one.wanted ? [[one.key, one.wanted] as const] : [])),
  )
  const readings = await look(kind, drivers, keys, wanted)
  return new Map(
    questions.map(one => [
      one.key,
      one.wanted ? readingOfWanted(readings, one.wanted).reading : readingOf(readings, one.key),
    ]),
  )
}

/** What was not asked for may not have been read, so a reading is for what was wanted then. */
function askedOf(kind: AnyKind, wanted: Wanted | undefined): string {
  return wanted ? JSON.stringify([toData(kind.fields, wanted.desired), wanted.formerly]) : ''
}
