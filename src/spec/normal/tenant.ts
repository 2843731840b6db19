/** The tenant in normal form. Which tenant it is and how it is reached is never guessed. */
import { within, type Spot } from '../spot.js'
import type { Keyed } from '../keyed.js'
import { namePattern } from '../schema/parts.js'
import type { WrittenTenant } from '../schema/tenant.js'
import { shown } from '../shown.js'
import type { Tenant } from '../spec.js'
import { authOf } from './auth.js'
import { described, type Bench } from './bench.js'

export interface TenantScene {
  readonly tenant: Keyed<WrittenTenant>
  /** The name of the folder. */
  readonly folder: string
  /** Where a tenant that lacks something was written. */
  readonly spot: Spot | undefined
}

export function tenantOf(scene: TenantScene, bench: Bench): Tenant {
  const { tenant, spot } = scene
  const { tell, unread, sections } = bench
  const { values } = tenant
  const name = values.name ?? scene.folder
  if (!namePattern.test(name))
    tell('tenant-name-not-allowed', { name: shown(name) }, tenant.spotOf('name') ?? spot)

  const exchange = exchangeOf(tenant, bench)
  const saysMore = sections.devices.size > 0 || sections.sites.size > 0
  if (!spot && saysMore && !unread.any('tenant')) tell('tenant-missing', {})
  if (spot && !exchange && !unread.name('tenant', 'exchange'))
    tell('tenant-without-exchange', {}, spot)
  const mustSay = exchange !== undefined && exchange.driver !== 'simulator'
  if (mustSay && values.organization === undefined && !unread.name('tenant', 'organization'))
    tell('tenant-without-organization', {}, spot)

  return {
    name,
    organization: organizationOf(scene, name, bench),
    cloud: values.cloud ?? 'worldwide',
    exchange: exchange ?? { driver: 'simulator', auth: null },
    limits: {
      removals: values.limits?.removals ?? 5,
      removalsPercent: values.limits?.removalsPercent ?? 20,
    },
    markAttribute: values.markAttribute ?? 15,
    rejectDirectSend: values.rejectDirectSend ?? null,
    ...described(values),
  }
}

/** A simulated tenant may go by the name of the spec; a real one is named in full. */
function organizationOf({ tenant, spot }: TenantScene, name: string, { values }: Bench): string {
  const written = tenant.values.organization
  const at = tenant.spotOf('organization') ?? spot
  if (written === undefined || !at) return `${name.toLowerCase()}.onmicrosoft.com`
  return values.domain(written, at) ?? ''
}

function exchangeOf(tenant: Keyed<WrittenTenant>, bench: Bench): Tenant['exchange'] | undefined {
  const { exchange: written } = tenant.values
  if (written === undefined || typeof written === 'string')
    return written && { driver: written, auth: null }
  const { driver, auth } = written
  const spot = tenant.spotOf('exchange')
  if (auth === undefined || !spot) return { driver, auth: null }
  return { driver, auth: authOf({ written: auth, spot: within(spot, 'auth'), driver }, bench) }
}
