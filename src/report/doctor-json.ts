/** A doctor's report as JSON, for scripts that set many machines or tenants up. */
import type { DoctorCheck, DoctorReport } from './doctor-report.js'
import type { Reading } from './reading.js'

export interface DoctorCheckJson {
  readonly area: DoctorCheck['area']
  readonly name: string
  readonly state: DoctorCheck['state']
  readonly message: string
  readonly remedy: string | null
  /** Of the finding; null where all is well. */
  readonly code: string | null
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

export interface DoctorJson {
  readonly format: 'devicemail-doctor/1'
  readonly machine: readonly DoctorCheckJson[]
  readonly folders: readonly {
    readonly folder: string
    readonly tenant: string | null
    readonly driver: string | null
    readonly reading: Reading['label']
    readonly checks: readonly DoctorCheckJson[]
  }[]
  readonly unseen: readonly DoctorCheckJson[]
}

export function doctorJson({ machine, folders, unseen }: DoctorReport): DoctorJson {
  return {
    format: 'devicemail-doctor/1',
    machine: machine.map(checkJson),
    folders: folders.map(({ folder, tenant, driver, reading, checks }) => ({
      folder,
      tenant,
      driver,
      reading: reading.label,
      checks: checks.map(checkJson),
    })),
    unseen: unseen.map(checkJson),
  }
}

function checkJson(check: DoctorCheck): DoctorCheckJson {
  const { area, name, state } = check
  if (check.state === 'ok')
    return { area, name, state, message: check.says, remedy: null, code: null }
  const { message, remedy, code, place } = check.why
  return { area, name, state, message, remedy, code, ...place }
}
