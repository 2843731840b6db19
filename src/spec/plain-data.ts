/** What a program hands over, as YAML would hold it: maps, lists, texts, numbers, booleans. */
import { finding, type Finding } from '../findings.js'

export function plainData(data: unknown): { readonly value: unknown } | { readonly why: Finding } {
  try {
    // Drops what is undefined, makes texts of dates, and refuses loops and big integers.
    return { value: JSON.parse(JSON.stringify(data ?? null)) }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { why: finding('data-not-plain', { reason }) }
  }
}
