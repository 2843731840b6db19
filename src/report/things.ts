/** Changes, standing things and held things, as a page shows them. */
import type { Change, Held, Standing } from '../engine/plan-data.js'
import { fact, piece, say, type Fact, type Piece, type Text, type Thing } from './page.js'
import { capitalised, fieldName, placesOf, sentence, valueText, whomOf } from './wording.js'
import { afterText, beforeText, differenceText, isWording } from './word-diff.js'

type Difference = Change['fields'][number]

/** Above this many things a terminal shows one line for each, unless it is asked for more. */
const mostTold = 12

/** The columns of a table of changes. */
export const changeColumns = (occasion: string): readonly string[] => [
  'what',
  'now',
  `after the ${occasion}`,
  'if it is wrong',
]

export function changeThing(change: Change, count: number): Thing {
  const { verb, telling } = change
  return {
    sign: verb,
    title: telling.title,
    state: '',
    whom: whomOf(change.because),
    place: placesOf(change.because),
    lines: count > mostTold ? [meaning(change)] : linesOf(change),
    details: detailsOf(change),
    copy: null,
    cells: [nowCell(change), afterCell(change), say(telling.ifWrong ?? '')],
    findings: [],
  }
}

/** What a person has to do, with the value to paste. */
export function byHandThing(change: Change): Thing {
  const value = valueToPaste(change)
  return {
    sign: 'by-hand',
    title: `${change.telling.title}, by hand`,
    state: '',
    whom: whomOf(change.because),
    place: placesOf(change.because),
    // A new record is told once, in the form that can be pasted.
    lines: [
      meaning(change),
      ...(change.verb === 'update' || value === undefined ? differenceLines(change.fields) : []),
      ...(value === undefined ? [] : [fact('', 'Put there exactly this:')]),
    ],
    details: [],
    copy: value ?? null,
    cells: [
      nowCell(change),
      value === undefined ? afterCell(change) : [piece(value, 'code')],
      say(change.telling.ifWrong ?? ''),
    ],
    findings: [],
  }
}

/** Things held for the same reason stand together, and the reason under the last of them. */
export function heldThings(held: readonly Held[]): readonly Thing[] {
  const groups = new Map<string, Held[]>()
  for (const one of held) {
    const id = JSON.stringify([one.state, one.why.map(({ code, message }) => [code, message])])
    const group = groups.get(id)
    if (group) group.push(one)
    else groups.set(id, [one])
  }
  return [...groups.values()].flatMap(group =>
    group.map((one, index) => heldThing(one, index === group.length - 1)),
  )
}

function heldThing(held: Held, withReason: boolean): Thing {
  const unread = held.state === 'unknown'
  return {
    sign: unread ? 'unread' : 'refused',
    title: `${held.kind.replaceAll('-', ' ')} ${held.key}`,
    state: unread ? 'was not read' : 'is refused',
    whom: whomOf(held.because),
    place: placesOf(held.because),
    lines: [],
    details: [],
    copy: null,
    cells: [say(unread ? 'not read' : ''), say(unread ? 'nothing is done' : 'refused'), []],
    findings: withReason ? held.why : [],
  }
}

export function standingThing({ title, how, because }: Standing): Thing {
  const text = how === 'kept' ? 'is kept, though nothing asks for it any more' : 'is there'
  return {
    sign: 'stands',
    title,
    state: text,
    whom: whomOf(because),
    place: placesOf(because),
    lines: [],
    details: [],
    copy: null,
    cells: [say(text), say('the same'), []],
    findings: [],
  }
}

/** Every field of a change, for those who want to see all. */
export function allFields(changes: readonly Change[]): readonly (readonly Text[])[] {
  return changes.flatMap(change =>
    change.fields.map(one => [
      say(change.telling.title),
      say(fieldName(one.path)),
      say(valueText(one.before)),
      say(valueText(one.after)),
    ]),
  )
}

/** A value with blanks in it is a record; a single word is not worth copying. */
function valueToPaste({ fields }: Change): string | undefined {
  for (const { after } of fields) if (typeof after === 'string' && /\s/u.test(after)) return after
  return undefined
}

function linesOf(change: Change): readonly Fact[] {
  const { verb, fields, telling } = change
  const details = detailsOf(change)
  const differences = verb === 'update' ? differenceLines(fields) : []
  const meant = details.length + differences.length === 0 || verb === 'remove'
  return [
    ...(meant ? [meaning(change)] : []),
    ...differences,
    ...details,
    ...(telling.ifWrong === null ? [] : [fact('if wrong', telling.ifWrong)]),
  ]
}

function detailsOf({ telling }: Change): readonly Fact[] {
  return telling.details.map(({ label, text }) => fact(label, text))
}

function meaning({ telling }: Change): Fact {
  return fact('', capitalised(sentence(telling.meaning)))
}

/** A change of wording stands for itself; any other value needs its name. */
function differenceLines(fields: readonly Difference[]): readonly Fact[] {
  return fields
    .filter(one => one.before !== null || one.after !== null)
    .map(one => fact(isWording(one) ? '' : fieldName(one.path), differenceText(one)))
}

function nowCell({ verb, fields, telling }: Change): Text {
  if (verb === 'create') return [piece('nothing', 'quiet')]
  if (verb === 'remove')
    return say(telling.details.map(one => `${one.label} ${one.text}`).join('; '))
  return cells(fields, one => (isWording(one) ? beforeText(one).map(asCode) : beforeText(one)))
}

function afterCell({ verb, fields, telling }: Change): Text {
  if (verb !== 'update') return say(capitalised(sentence(telling.meaning)))
  const values = cells(fields, one =>
    isWording(one) ? afterText(one).map(asCode) : afterText(one),
  )
  const { alsoMeans } = telling
  return alsoMeans === undefined ? values : [...say(`${capitalised(alsoMeans)} `), ...values]
}

/** One value for each field that differs; with several, each under its name. */
function cells(fields: readonly Difference[], show: (one: Difference) => Text): Text {
  return fields.flatMap((one, index) => [
    ...(index > 0 ? say('; ') : []),
    ...(fields.length > 1 && !isWording(one) ? say(`${fieldName(one.path)} `) : []),
    ...show(one),
  ])
}

function asCode(one: Piece): Piece {
  return one.tone === 'plain' && one.text.trim() !== '' ? piece(one.text, 'code') : one
}
