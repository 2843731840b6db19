/**
 * Whom the DNS is asked of: the simulated world with the zone files of the spec
 * in it, or the real one, through the resolver of this machine, one that was
 * named instead, and the name servers of each zone themselves.
 */
import type { Patience } from '../../drivers/dns/message/patience.js'
import type { AskServer } from '../../drivers/dns/name-servers/ask-server.js'
import { createNameServers, type NameServers } from '../../drivers/dns/name-servers/name-servers.js'
import { createPatientAsker } from '../../drivers/dns/name-servers/patient-asker.js'
import { patientResolver } from '../../drivers/dns/patient-resolver.js'
import { createSceneServerAsker, resolverAt } from '../../drivers/dns/scene-name-servers.js'
import { createSceneResolver } from '../../drivers/dns/scene-resolver.js'
import { createSystemResolver } from '../../drivers/dns/system-resolver.js'
import type { ZoneFile } from '../../drivers/dns/zone-file.js'
import type { Resolver } from '../../drivers/drivers.js'
import type { SimulatedWorld } from '../scene.js'
import type { World } from '../world.js'

const timeoutSeconds = 10

/** How the DNS looks from here and from outside. */
export interface DnsViews {
  /** The resolver of this machine, which may know a zone of the network that it stands in. */
  readonly inside: Resolver
  /** The resolver that was named to be asked instead; null where none was. */
  readonly named: string | null
  /** The name servers themselves; null where none can be asked. */
  readonly servers: NameServers | null
}

/** Over these zone files, which a simulated world answers from. */
export interface Asking {
  resolver(files: Iterable<ZoneFile>): Resolver
  views(files: Iterable<ZoneFile>): DnsViews
}

/** Whoever is silent too long is not waited for any more, for as long as this patience is kept. */
export function askingOf(scene: SimulatedWorld | null, world: World, patience: Patience): Asking {
  const { namedResolver: named } = world
  const over = scene ? simulated(scene, world, patience) : real(world, patience)
  return {
    resolver: files => over(files).resolve,
    views(files) {
      const { inside, resolve, ask } = over(files)
      return { inside, named, servers: ask && createNameServers({ resolve, ask }) }
    },
  }
}

interface Voices {
  readonly inside: Resolver
  /** The resolver that was named, else the same. */
  readonly resolve: Resolver
  readonly ask: AskServer | null
}

type Over = (files: Iterable<ZoneFile>) => Voices

function real(
  { nameServers, namedResolver: named, askNameServer }: World,
  patience: Patience,
): Over {
  const over = (servers: readonly string[], server: string) => {
    const system = createSystemResolver({
      timeoutSeconds,
      ...(servers.length > 0 ? { servers } : {}),
    })
    return patientResolver(system, patience, server)
  }
  const inside = over(nameServers, '')
  const resolve = named === null ? inside : over([named], named)
  const ask = askNameServer && createPatientAsker(askNameServer, patience)
  return () => ({ inside, resolve, ask })
}

function simulated(
  { dns, nameServers }: SimulatedWorld,
  { namedResolver: named }: World,
  patience: Patience,
): Over {
  return files => {
    const inside = createSceneResolver({ dns, zones: [...new Set(files)] })
    if (!nameServers) return { inside, resolve: inside, ask: null }
    const within = patientResolver(inside, patience, '')
    const there = named === null ? null : resolverAt(named, nameServers, inside)
    const ask = createSceneServerAsker(nameServers, inside)
    return {
      inside: within,
      resolve: named === null || !there ? within : patientResolver(there, patience, named),
      ask: createPatientAsker(ask, patience),
    }
  }
}
