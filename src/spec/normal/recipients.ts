/** Whom a device must reach. `anyone` and `tenant` stand alone; a list names domains and addresses. */
import { within, type Spot } from '../spot.js'
import { parseDomain } from '../../mail/domain-name.js'
import { parseAddress, printAddress } from '../../mail/mail-address.js'
import { shown } from '../shown.js'
import type { Recipients } from '../spec.js'
import { asList, type Bench } from './bench.js'

export function recipientsOf(
  written: string | readonly string[],
  spot: Spot,
  { tell }: Bench,
): Recipients {
  const texts = asList(written)
  const word = texts.find(text => text === 'anyone' || text === 'tenant')
  if (word !== undefined) {
    if (texts.some(text => text !== word)) tell('recipients-mixed', { word }, spot)
    return { kind: word === 'anyone' ? 'anyone' : 'tenant' }
  }
  const entries = texts.flatMap((text, index) => {
    const entry = entryOf(text.trim())
    if (entry === undefined)
      tell('recipient-not-valid', { value: shown(text) }, within(spot, index))
    return entry ?? []
  })
  return { kind: 'list', entries: [...new Set(entries)] }
}

function entryOf(text: string): string | undefined {
  const address = parseAddress(text)
  return address ? printAddress(address) : parseDomain(text)
}
