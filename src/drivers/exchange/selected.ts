/**
 * Rows cut down to the properties that a call selects. Names fit in any case and
 * rows keep Exchange's spelling; a name that no row has is no fault.
 */
import type { Row } from '../drivers.js'

/** All of each row if nothing is selected. */
export function selected(rows: readonly Row[], select: readonly string[] = []): readonly Row[] {
  if (select.length === 0) return rows
  const wanted = new Set(select.map(name => name.toLowerCase()))
  const shows = remembered(name => wanted.has(name.toLowerCase()))
  return rows.map(row => {
    const cut: Record<string, unknown> = {}
    for (const name of Object.keys(row)) if (shows(name)) cut[name] = row[name]
    return cut
  })
}

/** Rows by the thousand bear the same few names. */
function remembered(judge: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>()
  return name => {
    const earlier = known.get(name)
    if (earlier !== undefined) return earlier
    const judged = judge(name)
    known.set(name, judged)
    return judged
  }
}
