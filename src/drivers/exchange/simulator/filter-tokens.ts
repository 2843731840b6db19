/** Cuts an OPATH filter into words, operators, texts and parentheses. */
import { invented, type Refusal } from './refusal.js'

export type FilterToken =
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bracket'; readonly text: '(' | ')' }

/** In turn: blanks, a bracket, a text in quotes (doubled inside), an operator, a bare word. */
const pattern =
  /\s+|([()])|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|-([A-Za-z]+)|(!)|([$\w.@:*-][^\s()'"]*)/y

export function filterTokens(filter: string): readonly FilterToken[] {
  const tokens: FilterToken[] = []
  const scanner = new RegExp(pattern)
  while (scanner.lastIndex < filter.length) {
    const start = scanner.lastIndex
    const found = scanner.exec(filter)
    if (!found) throw faultyFilter(`it cannot be read at position ${String(start + 1)}`)
    const [, bracket, single, double, operator, bang, word] = found
    if (bracket === '(' || bracket === ')') tokens.push({ kind: 'bracket', text: bracket })
    else if (single !== undefined) tokens.push({ kind: 'text', text: single.replace(/''/g, "'") })
    else if (double !== undefined) tokens.push({ kind: 'text', text: double.replace(/""/g, '"') })
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator.toLowerCase() })
    else if (bang !== undefined) tokens.push({ kind: 'operator', text: 'not' })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
  }
  return tokens
}

export function faultyFilter(why: string): Refusal {
  return invented('rejected', 'FaultyFilter', `The filter is not valid: ${why}.`)
}
