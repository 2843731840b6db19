/** Asking for many objects at once by GUID: filters that a service still takes. */
import { quoted } from './holders.js'

/** GUIDs in one filter: about 8 KB of text. */
const guidsPerFilter = 150

/** From here on one listing of all shared mailboxes costs less than that many filters. */
const mostFilters = 3

/** How to ask for these shared mailboxes: by filters, or for all of them where they are many. */
export function sharedMailboxFilters(
  guids: readonly string[],
): readonly { readonly Filter?: string; readonly RecipientTypeDetails?: readonly string[] }[] {
  const filters = guidFilters(guids)
  if (filters.length > mostFilters) return [{ RecipientTypeDetails: ['SharedMailbox'] }]
  return filters.map(Filter => ({ Filter }))
}

/** OPATH filters that together name each of the GUIDs once. */
export function guidFilters(guids: readonly string[]): readonly string[] {
  const sorted = [...new Set(guids)].sort()
  const filters: string[] = []
  for (let from = 0; from < sorted.length; from += guidsPerFilter) {
    const part = sorted.slice(from, from + guidsPerFilter)
    filters.push(part.map(guid => `Guid -eq ${quoted(guid)}`).join(' -or '))
  }
  return filters
}
