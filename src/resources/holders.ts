/**
 * Who holds mail addresses. An address may belong to any recipient (a person, a
 * group, a contact, a public folder), so Get-Recipient is asked, many addresses
 * in one filter and the filters in one round trip; for very many, all recipients
 * at once, so that the number of calls stays small. What was asked once in a run
 * is remembered: judge and kinds ask for the same addresses.
 */
import type { Exchange, Row } from '../drivers/drivers.js'
import { rowsOf } from './outcome.js'

/** Who holds mail addresses, whatever it is: a mailbox, a user, a group, a contact. */
export interface Holders {
  /** The recipient of each address, as Get-Recipient gives it; an address nobody holds is missing. Throws a `Fault`. */
  of(addresses: readonly string[]): Promise<ReadonlyMap<string, Row>>
  /** Recipients that were read otherwise: who holds their addresses is asked no more. */
  learn(rows: readonly Row[]): void
  /** Its holder when it was last seen, even before a `forget`: where to look, never what is so. */
  lastSeen(address: string): Row | undefined
  forget(): void
}

/** Addresses in one filter: about 7 KB of text. */
const addressesPerFilter = 120

/** From here on one listing of all recipients costs less than that many filters. */
const mostFilters = 3

/** What is asked and read of a holder. */
export const holderProperties: readonly string[] = Object.freeze([
  'DisplayName',
  'EmailAddresses',
  'Guid',
  'PrimarySmtpAddress',
  'RecipientTypeDetails',
])

export function createHolders(exchange: Exchange): Holders {
  let known = new Map<string, Row | null>()
  const seen = new Map<string, Row>()
  const keep = (address: string, row: Row | null) => {
    known.set(address, row)
    if (row) seen.set(address, row)
  }
  return {
    async of(addresses) {
      const wanted = [...new Set(addresses.map(address => address.toLowerCase()))].sort()
      const unasked = wanted.filter(address => !known.has(address))
      for (const [address, row] of await ask(exchange, unasked)) keep(address, row)
      const found = new Map<string, Row>()
      for (const address of wanted) {
        const row = known.get(address)
        if (row) found.set(address, row)
      }
      return found
    },
    learn(rows) {
      for (const row of rows) for (const address of smtpAddressesOf(row)) keep(address, row)
    },
    lastSeen: address => seen.get(address.toLowerCase()),
    forget() {
      known = new Map()
    },
  }
}

/** The SMTP addresses of a row, in lower case; `SIP:` and `SPO:` entries are none of ours. */
export function smtpAddressesOf(row: Row): readonly string[] {
  const entries = Array.isArray(row.EmailAddresses) ? row.EmailAddresses.map(String) : []
  return entries
    .map(entry => entry.toLowerCase())
    .filter(entry => entry.startsWith('smtp:'))
    .map(entry => entry.slice('smtp:'.length))
}

/** Text in single quotes for an OPATH filter. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function filtersFor(addresses: readonly string[]): readonly string[] {
  const terms = addresses.map(address => `EmailAddresses -eq ${quoted(`smtp:${address}`)}`)
  const filters: string[] = []
  for (let from = 0; from < terms.length; from += addressesPerFilter)
    filters.push(terms.slice(from, from + addressesPerFilter).join(' -or '))
  return filters
}

async function ask(
  exchange: Exchange,
  addresses: readonly string[],
): Promise<Map<string, Row | null>> {
  const answers = new Map<string, Row | null>(addresses.map(address => [address, null] as const))
  if (addresses.length === 0) return answers
  const filters = filtersFor(addresses)
  const which = filters.length > mostFilters ? [{}] : filters.map(Filter => ({ Filter }))
  const calls = which.map(one => ({
    cmdlet: 'Get-Recipient',
    parameters: { ...one, Properties: holderProperties },
  }))
  for (const row of (await exchange.batch(calls)).flatMap(rowsOf))
    for (const address of smtpAddressesOf(row)) if (answers.has(address)) answers.set(address, row)
  return answers
}
