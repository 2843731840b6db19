/** The kind that a type of Pulumi's names: `devicemail:index:InboundConnector`, alone or in a URN. */
import { finding } from '../../findings.js'
import { everyKind } from '../../resources/kinds.js'
import type { AnyKind } from '../../resources/resource.js'
import { typeToken } from '../type-token.js'
import { Refusal } from './refusal.js'

const byToken = new Map(everyKind.map(kind => [typeToken(kind.name), kind]))

export function kindOf(type: string): AnyKind {
  const kind = byToken.get(type)
  if (kind) return kind
  const known = [...byToken.keys()].join(', ')
  throw new Refusal([finding('pulumi-unknown-type', { type, known })])
}

/** `urn:pulumi:stack::project::parent$type::name`. */
export function kindOfUrn(urn: string): AnyKind {
  return kindOf(urn.split('::')[2]?.split('$').at(-1) ?? '')
}
