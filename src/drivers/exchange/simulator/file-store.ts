/**
 * The simulated tenant in a file, so that it lasts from run to run. Every change
 * is made under a lock on the newest state and replaces the file at once, so
 * that a run that is killed leaves the tenant before the change or after it.
 * Reads notice what other processes wrote.
 */
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type BigIntStats,
} from 'node:fs'
import { dirname } from 'node:path'
import { codeOf, fileFault } from './file-fault.js'
import { whileLocked, type LockPatience } from './file-lock.js'
import type { TenantChange, TenantStore } from './store.js'
import { parseTenant, tenantBytes } from './tenant-text.js'
import type { Tenant } from './tenant.js'

interface Known {
  readonly version: string
  readonly tenant: Tenant
}

/** `path` is `<DIR>/.simulator/tenant.json`; its folder is made when it is first written. */
export function fileStore(path: string, patience?: LockPatience): TenantStore {
  let known: Known | undefined

  const read = () => {
    const version = versionOf(path)
    if (version === undefined) return undefined
    if (known?.version !== version)
      known = { version, tenant: parseTenant(readFileSync(path, 'utf8'), path) }
    return known.tenant
  }

  const write = (tenant: Tenant) => {
    const temporary = `${path}.new`
    try {
      writeFileSync(temporary, tenantBytes(tenant), { mode: 0o600 })
      renameSync(temporary, path)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
    known = { version: versionOf(path) ?? '', tenant }
  }

  const changeLocked = <Result>(change: TenantChange<Result>) => {
    const before = read()
    const { tenant, result } = change(before)
    if (tenant !== before) write(tenant)
    return result
  }

  return Object.freeze({
    read() {
      try {
        return read()
      } catch (error) {
        throw fileFault(error, path)
      }
    },
    async change<Result>(change: TenantChange<Result>) {
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        return await whileLocked(`${path}.lock`, () => changeLocked(change), patience)
      } catch (error) {
        throw fileFault(error, path)
      }
    },
  })
}

/** Differs whenever the file was replaced or edited; undefined where there is none. */
function versionOf(path: string): string | undefined {
  let stats: BigIntStats
  try {
    stats = statSync(path, { bigint: true })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
  return [stats.ino, stats.size, stats.mtimeNs].map(String).join('-')
}
