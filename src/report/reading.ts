/** Where the facts of a report come from: a real tenant, a simulated one, or none at all. */

export interface Reading {
  readonly label: 'SIMULATED' | 'LIVE' | 'NOT READ'
  /** For the head of a report: `LIVE · read through PowerShell`. */
  readonly text: string
}

const through: Readonly<Record<string, string>> = {
  powershell: 'PowerShell',
  rest: 'the REST endpoint',
}

/** Names the driver for people. `tenantRead` is false where the tenant was not asked, as for a fork. */
export function readingOf(driver: string, tenantRead: boolean): Reading {
  if (driver === 'simulator')
    return { label: 'SIMULATED', text: tenantRead ? 'SIMULATED' : 'SIMULATED · NOT READ' }
  if (!tenantRead) return { label: 'NOT READ', text: 'NOT READ' }
  return { label: 'LIVE', text: `LIVE · read through ${through[driver] ?? driver}` }
}
