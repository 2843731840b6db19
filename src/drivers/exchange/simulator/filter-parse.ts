/**
 * Reads an OPATH filter into a tree. `-and` binds closer than `-or`; many
 * alternatives about one property fall together into one set, since that is how
 * hundreds of addresses are asked for in one call.
 */
import { faultyFilter, filterTokens, type FilterToken } from './filter-tokens.js'

export type FilterValue = string | boolean | null

export type Filter =
  | { readonly kind: 'any'; readonly of: readonly Filter[] }
  | { readonly kind: 'all'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'one-of'; readonly property: string; readonly values: readonly FilterValue[] }
  | { readonly kind: 'like'; readonly property: string; readonly pattern: string }
  | {
      readonly kind: 'order'
      readonly property: string
      readonly sign: Order
      readonly value: string
    }

export type Order = 'gt' | 'ge' | 'lt' | 'le'

export function parseFilter(filter: string): Filter {
  const tokens = filterTokens(filter)
  let position = 0

  const peek = () => tokens[position]
  const take = (): FilterToken => {
    const token = tokens[position]
    if (!token) throw faultyFilter('it ends too early')
    position += 1
    return token
  }
  const takeOperator = (name: string) => {
    const token = peek()
    const fits = token?.kind === 'operator' && token.text === name
    if (fits) position += 1
    return fits
  }

  function chain(kind: 'any' | 'all', operator: string, next: () => Filter): Filter {
    const first = next()
    const parts = [first]
    while (takeOperator(operator)) parts.push(next())
    if (parts.length === 1) return first
    return kind === 'any' ? anyOf(parts) : { kind, of: parts }
  }
  const alternatives = (): Filter => chain('any', 'or', conjunction)
  const conjunction = (): Filter => chain('all', 'and', negation)

  function negation(): Filter {
    if (takeOperator('not')) return { kind: 'not', of: negation() }
    const token = take()
    if (token.kind === 'bracket' && token.text === '(') {
      const inner = alternatives()
      const closing = take()
      if (closing.kind !== 'bracket' || closing.text !== ')') throw faultyFilter('a ) is missing')
      return inner
    }
    if (token.kind !== 'word') throw faultyFilter(`"${token.text}" stands where a property must`)
    return comparison(token.text, take(), take())
  }

  const whole = alternatives()
  const left = peek()
  if (left) throw faultyFilter(`nothing is expected before "${left.text}"`)
  return whole
}

function comparison(property: string, operator: FilterToken, operand: FilterToken): Filter {
  if (operator.kind !== 'operator')
    throw faultyFilter(`"${operator.text}" stands where a comparison must`)
  const value = valueOf(operand)
  const text = String(value)
  switch (operator.text) {
    case 'eq':
      return { kind: 'one-of', property, values: [value] }
    case 'ne':
      return { kind: 'not', of: { kind: 'one-of', property, values: [value] } }
    case 'like':
      return { kind: 'like', property, pattern: text }
    case 'notlike':
      return { kind: 'not', of: { kind: 'like', property, pattern: text } }
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return { kind: 'order', property, sign: operator.text, value: text }
    default:
      throw faultyFilter(`-${operator.text} is no comparison`)
  }
}

function valueOf(token: FilterToken): FilterValue {
  if (token.kind === 'text') return token.text
  if (token.kind !== 'word') throw faultyFilter(`"${token.text}" stands where a value must`)
  switch (token.text.toLowerCase()) {
    case '$true':
      return true
    case '$false':
      return false
    case '$null':
      return null
    default:
      return token.text
  }
}

function anyOf(parts: readonly Filter[]): Filter {
  const sets = new Map<string, FilterValue[]>()
  const others: Filter[] = []
  for (const part of parts) {
    if (part.kind !== 'one-of') {
      others.push(part)
      continue
    }
    const values = sets.get(part.property.toLowerCase())
    if (values) values.push(...part.values)
    else sets.set(part.property.toLowerCase(), [...part.values])
  }
  const merged = [...sets].map(([property, values]): Filter => ({
    kind: 'one-of',
    property,
    values,
  }))
  const all = [...merged, ...others]
  const [only] = all
  return all.length === 1 && only ? only : { kind: 'any', of: all }
}
