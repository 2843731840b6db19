/**
 * The filter of a scope as what it is here: a list of mailboxes. A filter of any
 * other form is shown as it is written, as if it were the one mailbox: so it
 * differs from every list of addresses, is seen, and is put right.
 */
import { quoted } from '../holders.js'

export function filterOf(mailboxes: readonly string[]): string {
  return mailboxes.map(one => `PrimarySmtpAddress -eq ${quoted(one)}`).join(' -or ')
}

const term =
  /^(?:PrimarySmtpAddress|EmailAddresses)\s+-eq\s+(?:'((?:[^']|'')*)'|"((?:[^"]|"")*)")$/i

/** Exchange puts brackets around what it was given, as it likes. */
export function mailboxesIn(filter: string): readonly string[] {
  const written = filter.trim()
  if (written === '') return []
  const found = written
    .split(/\s+-or\s+/i)
    .map(part => addressIn(part.replace(/^[\s(]+|[\s)]+$/g, '')))
  const known = found.filter(one => one !== undefined)
  return known.length === found.length ? known : [written]
}

function addressIn(part: string): string | undefined {
  const [, single, double] = term.exec(part) ?? []
  const address = single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"')
  return address?.replace(/^smtp:/i, '')
}
