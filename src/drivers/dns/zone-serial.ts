/**
 * The serial of a zone: other name servers fetch the zone only when it has
 * grown. Where it is a date with a counter (2026112401), it stays one; where it
 * is a plain number, it grows by one and wraps as RFC 1982 says.
 */

const highest = 0xffff_ffff

/** Whether name servers take it: 32 bits (RFC 1035, section 3.3.13). They load no zone with another. */
export function isSerial(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= highest
}

/** The serial after `serial`, on that day. */
export function nextSerial(serial: number, today: Date): number {
  const firstOfToday = Number(today.toISOString().slice(0, 10).replaceAll('-', '')) * 100 + 1
  if (isDated(serial)) return Math.max(serial + 1, firstOfToday)
  // Some name servers take 0 for "no serial", so it is passed over.
  return serial >= highest ? 1 : serial + 1
}

function isDated(serial: number): boolean {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})\d{2}$/.exec(String(serial)) ?? []
  const isYear = Number(year) >= 1990 && Number(year) <= 2100
  return (
    isYear && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
  )
}
