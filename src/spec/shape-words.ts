/** Tells a fault of shape: which value, what is wrong with it, and what the schema says may stand there. */
import type { RawDocument } from './documents.js'
import type { Path } from './positions.js'
import { wordsAt } from './schema-words.js'
import type { ShapeFault } from './shape-faults.js'
import { isSecretKey } from './secrets.js'
import { shortened, shown } from './shown.js'
import { spotOf } from './spot.js'
import type { Suggest } from './suggest.js'
import type { Tell } from './tell.js'

/** What telling leans on, beside the fault. */
interface Scene {
  readonly raw: RawDocument
  readonly tell: Tell
  readonly suggest: Suggest
}

export function tellShapeFault(fault: ShapeFault, scene: Scene): void {
  const { path, value, what } = fault
  const spot = spotOf(scene.raw, path)
  if (what === 'unknown-key') tellUnknownKey(fault, scene)
  else if (what === 'bad-name')
    scene.tell('name-not-allowed', { name: shown(value) }, spotOf(scene.raw, path, 'key'))
  else if (path.length === 0) scene.tell('document-not-a-map', { value: shown(value) }, spot)
  else if (what === 'missing') tellMissing(path, scene)
  else if (path[0] === 'version') scene.tell('version-not-known', { value: shown(value) }, spot)
  else tellValue(fault, scene)
}

function tellUnknownKey({ path, unknownKey = '' }: ShapeFault, scene: Scene): void {
  const spot = spotOf(scene.raw, [...path, unknownKey], 'key')
  const { keys } = wordsAt(path)
  const where = path.length === 0 ? 'A spec' : `\`${dotted(path)}\``
  const facts = { key: shortened(unknownKey), where }
  const suggestion = scene.suggest(unknownKey, keys)
  if (keys.includes(unknownKey)) scene.tell('key-not-with-the-others', facts, spot)
  else if (suggestion !== undefined) scene.tell('key-misspelt', { ...facts, suggestion }, spot)
  else scene.tell('key-unknown', { ...facts, known: keys.join(', ') }, spot)
}

function tellMissing(path: Path, { raw, tell }: Scene): void {
  const { about, example } = wordsAt(path)
  tell(
    'value-missing',
    { key: dotted(path), last: lastKey(path), example, about },
    spotOf(raw, path),
  )
}

function tellValue({ path, value }: ShapeFault, { raw, tell, suggest }: Scene): void {
  const key = lastKey(path)
  if ((path[0] === 'tenant' || path.includes('dns')) && isSecretKey(key)) {
    tell('secret-in-spec', { key }, spotOf(raw, path, 'key'))
    return
  }
  const { about, example, choices, takesYesOrNo, takesNumber } = wordsAt(path)
  const spot = spotOf(raw, path)
  const facts = { key: dotted(path), value: shown(value), last: lastKey(path) }
  const meant = takesYesOrNo ? booleanMeant(value) : undefined
  if (facts.last === 'auth' && value === 'oauth') tell('oauth-of-which-kind', {}, spot)
  else if (meant) tell('boolean-as-word', { ...facts, meant }, spot)
  else if (takesNumber && typeof value === 'string' && /^\d+$/.test(value))
    tell('number-in-quotes', { ...facts, number: value }, spot)
  else if (choices.length > 0 && (typeof value === 'string' || typeof value === 'number')) {
    // Between version numbers nobody can guess.
    const suggestion = /^[\d.]*$/.test(String(value)) ? undefined : suggest(String(value), choices)
    if (suggestion !== undefined) tell('word-misspelt', { ...facts, suggestion }, spot)
    else tell('word-unknown', { ...facts, choices: choices.join(', ') }, spot)
  } else tell('value-not-understood', { ...facts, example, about }, spot)
}

/** The words that older YAML took for booleans, and others that people try. */
function booleanMeant(value: unknown): 'true' | 'false' | undefined {
  const word = typeof value === 'string' ? value.toLowerCase() : ''
  if (['yes', 'on', 'y', 'enabled', 'true'].includes(word)) return 'true'
  return ['no', 'off', 'n', 'disabled', 'false'].includes(word) ? 'false' : undefined
}

/** `devices.milan-fax.tls`: how a place is named where no line can be shown. */
function dotted(path: Path): string {
  return path.map(step => (typeof step === 'number' ? step + 1 : shortened(step))).join('.')
}

function lastKey(path: Path): string {
  return shortened(path.findLast(step => typeof step === 'string') ?? '')
}
