/**
 * The marks that Pulumi puts on values: secret, not yet known, output of another
 * resource. A value is freed of them on its way in, and what was marked is
 * marked again on its way out.
 */
import type { Json } from '../../resources/field.js'

/** A value as a Struct holds it. */
export type Raw = Json

export interface Unmarked {
  /** Without marks; null where it is not known. */
  readonly value: Json
  readonly secret: boolean
  /** Whether it, or something in it, is not known before the update. */
  readonly unknown: boolean
}

const signatureKey = '4dabf18193072939515e22adb298388d'
const secretSignature = '1b47061264138c4ac30d75fd1eb44270'
const outputSignature = 'd0e6a833031e9bbcd3f4e8bde6ca49a4'

/** Stands for a value that is not known before the update. */
export const unknownMarker = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'

/** The engine tells of some values of which type they will be. */
const unknownMarkers: readonly Raw[] = [
  unknownMarker,
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
]

export function secretOf(value: Raw): Raw {
  return { [signatureKey]: secretSignature, value }
}

export function unmarked(raw: Raw): Unmarked {
  if (unknownMarkers.includes(raw)) return { value: null, secret: false, unknown: true }
  if (isList(raw)) {
    const parts = raw.map(unmarked)
    return { value: parts.map(one => one.value), ...together(parts) }
  }
  if (typeof raw !== 'object' || raw === null) return { value: raw, secret: false, unknown: false }
  const signature = raw[signatureKey]
  if (signature === secretSignature) return { ...unmarked(raw.value ?? null), secret: true }
  if (signature === outputSignature) return ofOutput(raw)
  const parts = Object.entries(raw).map(([name, one]) => [name, unmarked(one)] as const)
  return {
    value: Object.fromEntries(parts.map(([name, { value }]) => [name, value])),
    ...together(parts.map(([, part]) => part)),
  }
}

/** An output without a value is one that is not known yet. */
function ofOutput({ value, secret }: Readonly<Record<string, Raw>>): Unmarked {
  const inside = value === undefined ? unmarked(unknownMarker) : unmarked(value)
  return { ...inside, secret: inside.secret || secret === true }
}

function together(parts: readonly Unmarked[]): Pick<Unmarked, 'secret' | 'unknown'> {
  return {
    secret: parts.some(one => one.secret),
    unknown: parts.some(one => one.unknown),
  }
}

function isList(raw: Raw): raw is readonly Raw[] {
  return Array.isArray(raw)
}
