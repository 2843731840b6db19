/** Asking for many mailboxes at once by GUID: filters that a service still takes. */
import type { Parameters } from '../drivers/drivers.js'
import { quoted } from './holders.js'

/** GUIDs in one filter: about 8 KB of text. */
const guidsPerFilter = 150

export interface Mailboxes {
  readonly guids: readonly string[]
  /** Their types, as RecipientTypeDetails names them. */
  readonly types: readonly string[]
  /** One listing of all mailboxes of these types costs less than more filters than that. */
  readonly mostFilters: number
}

/** How to ask for these mailboxes: by filters, or for all of their types where they are many. */
export function mailboxFilters({ guids, types, mostFilters }: Mailboxes): readonly Parameters[] {
  const filters = guidFilters(guids)
  if (filters.length > mostFilters) return [{ RecipientTypeDetails: [...new Set(types)].sort() }]
  return filters.map(Filter => ({ Filter }))
}

/** OPATH filters that together name each of the GUIDs once. */
function guidFilters(guids: readonly string[]): readonly string[] {
  const sorted = [...new Set(guids)].sort()
  const filters: string[] = []
  for (let from = 0; from < sorted.length; from += guidsPerFilter) {
    const part = sorted.slice(from, from + guidsPerFilter)
    filters.push(part.map(guid => `Guid -eq ${quoted(guid)}`).join(' -or '))
  }
  return filters
}
