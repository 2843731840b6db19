/**
 * Registers all that a spec wants, needs first. The text alone decides what
 * there is, so the graph is whole before anything is known of the tenant.
 *
 * Options carry what the state must know: what stands under which site, what
 * waits for what, which things may not go (`protect`), which stay when they
 * leave the spec (`retainOnDelete`), and which are taken over (`import`).
 */
import type * as pulumi from '@pulumi/pulumi'
import { Bug } from '../findings.js'
import { kinds } from '../resources/kinds.js'
import type { AnyKind, Reference, Wanted } from '../resources/resource.js'
import type { Provider } from './tenant-provider.js'
import { Site } from './site.js'
import { unplaced } from './unplaced.js'
import { WantedResource } from './wanted-resource.js'

export interface Home {
  /** The first part of every name: names are unique in a stack, which may hold several tenants. */
  readonly name: string
  readonly tenant: pulumi.Resource
  readonly provider: Provider
}

export type Registered = ReadonlyMap<string, WantedResource>

export function register({ name, tenant, provider }: Home, all: readonly Wanted[]): Registered {
  const registered = new Map<string, WantedResource>()
  const sites = new Map<string, Site>()
  const byName = new Map(all.filter(isOurs).map(one => [nameOf(one), one]))
  const nameIn = (key: string) => `${name}/${key}`
  const aliasesOf = ({ formerly }: Wanted) =>
    formerly === null ? {} : { aliases: [{ name: nameIn(formerly) }] }

  const siteOf = (wanted: Wanted): pulumi.Resource => {
    const site = siteNameOf(wanted)
    if (site === null) return tenant
    const known = sites.get(site)
    if (known) return known
    const made = new Site(nameIn(site), { parent: tenant, ...aliasesOf(wanted) })
    sites.set(site, made)
    return made
  }
  const add = (wanted: Wanted): WantedResource => {
    const known = registered.get(nameOf(wanted))
    if (known) return known
    const kind = kindOf(wanted)
    const dependsOn = wanted.needs.flatMap(need => {
      const one = byName.get(nameOf(need))
      return one ? [add(one)] : []
    })
    const made = new WantedResource(nameIn(wanted.key), kind, wanted, {
      parent: siteOf(wanted),
      provider,
      ...(dependsOn.length > 0 ? { dependsOn } : {}),
      ...(wanted.protect ? { protect: true } : {}),
      ...(kind.whenUnwanted === 'keep' ? { retainOnDelete: true } : {}),
      ...(wanted.adopt ? { import: wanted.key } : {}),
      ...aliasesOf(wanted),
    })
    registered.set(nameOf(wanted), made)
    return made
  }
  unplaced(() => {
    byName.forEach(add)
  })
  return registered
}

export function nameOf({ kind, key }: Reference): string {
  return `${kind}:${key}`
}

/** What a person does by hand is an output, and no resource of ours. */
function isOurs({ doneBy }: Wanted): boolean {
  return doneBy === 'devicemail'
}

function kindOf(wanted: Wanted): AnyKind {
  const kind = kinds.find(one => one.name === wanted.kind)
  if (!kind) throw new Bug(`The spec wants a "${wanted.kind}", and there is no such kind.`)
  return kind
}

/** A thing that is a site's stands under it; all else under the tenant. */
function siteNameOf({ desired }: Wanted): string | null {
  return 'site' in desired && typeof desired.site === 'string' ? desired.site : null
}
