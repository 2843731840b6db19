/**
 * Joins the documents of a spec into its normal form, and tells what in it does
 * not fit together. Things are sorted by name: the order of files and keys means
 * nothing.
 */
import type { GatheredDocument } from './gather.js'
import { mergeKeys, type Part } from './keyed.js'
import { inOrder, type Bench, type Defaults } from './normal/bench.js'
import { deviceOf } from './normal/device.js'
import { domainOf } from './normal/domain.js'
import { relayOf } from './normal/relay.js'
import { closestFirst, senderOf } from './normal/sender.js'
import { siteOf, tellViaLoops } from './normal/site.js'
import { tenantOf } from './normal/tenant.js'
import { createValues } from './normal/values.js'
import { placesOf } from './places.js'
import { createReferences } from './references.js'
import { sectionsOf, type Sections } from './sections.js'
import { spotOf, type Spot } from './spot.js'
import type { Spec } from './spec.js'
import type { Suggest } from './suggest.js'
import type { Tell } from './tell.js'
import { unreadOf } from './unread.js'

export interface Draft {
  /** Of the folder. */
  readonly name: string
  readonly documents: readonly GatheredDocument[]
  /** Every file could be read. */
  readonly complete: boolean
  readonly tell: Tell
  readonly suggest: Suggest
}

/** undefined where there is nothing to make a spec of. */
export function normalize(draft: Draft): Spec | undefined {
  const { documents, complete, tell, suggest } = draft
  if (documents.length === 0) {
    if (complete) tell('spec-says-nothing', {})
    return undefined
  }
  const sections = sectionsOf(documents, tell)
  const unread = unreadOf(documents, complete)
  const bench: Bench = {
    sections,
    defaults: defaultsOf(documents, tell),
    references: createReferences(sections, unread, tell, suggest),
    values: createValues(tell),
    unread,
    tell,
  }
  const own = documents.filter(one => !one.included)
  const tenantParts = partsOf(own, 'tenant', ({ tenant }) => tenant)
  const tenant = { keyed: mergeKeys(tenantParts, 'the tenant', tell), spot: tenantParts[0]?.spot }
  const sites = inOrder(sections.sites, item => siteOf(item, bench))
  tellViaLoops(sites, bench)
  tellNothing(sections, tenant.spot, bench)

  const spec: Spec = {
    tenant: tenantOf({ tenant: tenant.keyed, folder: draft.name, spot: tenant.spot }, bench),
    domains: inOrder(sections.domains, item => domainOf(item, bench)),
    sites,
    devices: inOrder(sections.devices, item => deviceOf(item, bench)),
    senders: [...inOrder(sections.senders, item => senderOf(item, bench))].sort(closestFirst),
    relays: inOrder(sections.relays, item => relayOf(item, bench)),
    places: placesOf(
      sections,
      tenant,
      documents.flatMap(one => one.raw.source ?? []),
    ),
  }
  return Object.freeze(spec)
}

/** An emptied spec would take everything away; that is never what somebody meant. */
function tellNothing(sections: Sections, tenant: Spot | undefined, { tell, unread }: Bench): void {
  const mayHoldDevices = unread.any('devices') || unread.any('sites')
  if (sections.devices.size > 0 || mayHoldDevices) return
  const saysNothing = !tenant && sections.sites.size === 0
  if (!saysNothing) tell('spec-without-devices', {}, tenant)
  else if (!unread.any('tenant')) tell('spec-says-nothing', {})
}

type Written = GatheredDocument['written']

function partsOf<Values extends object>(
  documents: readonly GatheredDocument[],
  path: string,
  read: (written: Written) => Values | undefined,
): readonly Part<Values>[] {
  return documents.flatMap(({ raw, written, included }) => {
    const values = read(written)
    const spot = spotOf(raw, path.split('.'), 'key')
    return values ? [{ written: values, spot, included }] : []
  })
}

function defaultsOf(documents: readonly GatheredDocument[], tell: Tell): Defaults {
  const device = partsOf(documents, 'defaults.device', ({ defaults }) => defaults?.device)
  const site = partsOf(documents, 'defaults.site', ({ defaults }) => defaults?.site)
  const domain = partsOf(documents, 'defaults.domain', ({ defaults }) => defaults?.domain)
  return {
    device: mergeKeys(device, 'the defaults for devices', tell),
    site: mergeKeys(site, 'the defaults for sites', tell),
    domain: mergeKeys(domain, 'the defaults for domains', tell),
  }
}
