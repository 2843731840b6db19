/**
 * Placeholders in addresses: `{device}@contoso.com` is a different address for
 * each device, and a profile can say it once for all of them.
 */
import { shown } from '../shown.js'
import type { Spot } from '../spot.js'
import type { Tell } from '../tell.js'

export interface Names {
  readonly device: string
  readonly site: string | null
}

const placeholders = /\{[^{}]*\}/g

/** The text with its placeholders filled; null where one cannot be, which is told. */
export function expand(text: string, names: Names, spot: Spot, tell: Tell): string | null {
  if (!text.includes('{')) return text
  const known = new Map([
    ['{device}', names.device],
    ['{site}', names.site],
  ])
  const value = shown(text)
  const unfilled = [...text.matchAll(placeholders)]
    .map(([placeholder]) => placeholder)
    .filter(placeholder => typeof known.get(placeholder) !== 'string')
  for (const placeholder of unfilled) {
    const facts = { value, placeholder, known: [...known.keys()].join(', ') }
    if (!known.has(placeholder)) tell('placeholder-unknown', facts, spot)
    else tell('placeholder-without-site', { value, device: names.device }, spot)
  }
  if (unfilled.length > 0) return null
  return text.replace(placeholders, placeholder => known.get(placeholder) ?? placeholder)
}
