/**
 * Placeholders in addresses: `{device}@contoso.com` is a different address for
 * each device, and a profile can say it once for all of them.
 */
import { shown } from '../shown.js'
import type { Spot, Tell } from '../tell.js'

/** The text with its placeholders filled; null where one cannot be, which is told. */
export type Expand = (text: string, spot: Spot) => string | null

export function createExpand(
  names: { readonly device: string; readonly site: string | null },
  tell: Tell,
): Expand {
  const known = new Map([
    ['{device}', names.device],
    ['{site}', names.site],
  ])
  return (text, spot) => {
    if (!text.includes('{')) return text
    const value = shown(text)
    const unfilled = [...text.matchAll(placeholders)]
      .map(([placeholder]) => placeholder)
      .filter(placeholder => typeof known.get(placeholder) !== 'string')
    for (const placeholder of unfilled) {
      if (known.has(placeholder))
        tell('placeholder-without-site', { value, device: names.device }, spot)
      else {
        const facts = { value, placeholder, known: [...known.keys()].join(', ') }
        tell('placeholder-unknown', facts, spot)
      }
    }
    if (unfilled.length > 0) return null
    return text.replace(placeholders, placeholder => known.get(placeholder) ?? placeholder)
  }
}

const placeholders = /\{[^{}]*\}/g
