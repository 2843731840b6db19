/** The scene of a simulated tenant: `simulator.yaml` in the folder, else what the spec needs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load as parseYaml } from 'js-yaml'
import { readSceneDns, type SceneDns } from '../drivers/dns/scene-dns.js'
import {
  readSceneNameServers,
  withAddresses,
  type SceneNameServer,
} from '../drivers/dns/scene-name-servers.js'
import { checkScene } from '../drivers/exchange/simulator/check-scene.js'
import type { Scene } from '../drivers/exchange/simulator/scene.js'
import { finding, type Finding } from '../findings.js'
import type { Spec } from '../spec/spec.js'

const sceneFile = 'simulator.yaml'

/** The simulated world: its tenant, and what its DNS answers beside the zone files. */
export interface SimulatedWorld {
  readonly tenant: Scene
  readonly dns: SceneDns
  /** Servers that answer for themselves; null where the scene names none, so none is asked. */
  readonly nameServers: readonly SceneNameServer[] | null
}

export function readScene(folder: string, spec: Spec): SimulatedWorld | readonly Finding[] {
  const parsed = parsedScene(textOf(join(folder, sceneFile)) ?? '')
  if ('code' in parsed) return [parsed]
  const { scene, findings } = checkScene(parsed.data)
  const { dns, findings: dnsFindings } = readSceneDns(scene?.dns)
  const { servers, findings: serverFindings } = readSceneNameServers(scene?.nameServers)
  const all = [...findings, ...dnsFindings, ...serverFindings]
  if (all.length > 0) return all
  const nameServers = servers.length > 0 ? servers : null
  return {
    tenant: { ...usualScene(spec), ...scene },
    dns: withAddresses(dns, servers),
    nameServers,
  }
}

function parsedScene(text: string): { readonly data: unknown } | Finding {
  if (text.trim() === '') return { data: {} }
  try {
    return { data: parseYaml(text, { filename: sceneFile }) }
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return finding('scene-faulty', { why })
  }
}

/** Without a scene the domains of the spec are accepted. */
function usualScene({ tenant, domains }: Spec): Scene {
  return { organization: tenant.organization, acceptedDomains: domains.map(({ name }) => name) }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
