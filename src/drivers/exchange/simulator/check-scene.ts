/**
 * Reads what stands in simulator.yaml as a scene, or tells everything that is
 * wrong with it. What stands under `dns` and `nameServers` is left to their own readers.
 */
import { finding, type Finding } from '../../../findings.js'
import { mailAddressOf } from './proxy-address.js'
import { servedCmdlets } from './perform.js'
import { roleNames } from './roles.js'
import {
  delayedNouns,
  recipientNouns,
  sceneFaults,
  type Scene,
  type SceneHolder,
  type SceneNoun,
} from './scene.js'
import { isObject } from '../../plain-object.js'
import {
  aCount,
  aFlag,
  anAddress,
  anything,
  aRow,
  aText,
  eitherOf,
  listOf,
  mapOf,
  seconds,
  wordOf,
  type Check,
} from './scene-shape.js'
import { configurationNouns } from './tenant.js'

export interface SceneReading {
  /** Only where there are no findings. */
  readonly scene?: Scene
  readonly findings: readonly Finding[]
}

/** An empty file, and none at all, is a scene with nothing in it. */
export function checkScene(data: unknown): SceneReading {
  if (data === undefined || data === null) return { scene: {}, findings: [] }
  const findings = sceneCheck(data, '')
  if (findings.length > 0) return { findings }
  // Every key was looked at; nothing else knows its type.
  const scene = data as Scene
  const twice = addressesTwice(scene)
  return twice.length > 0 ? { findings: twice } : { scene, findings: [] }
}

const holder = { name: aText, address: anAddress, aliases: listOf(anAddress) }
const nouns: readonly SceneNoun[] = [
  ...configurationNouns,
  ...(Object.keys(recipientNouns) as (keyof typeof recipientNouns)[]),
]

const faultCheck = mapOf(
  {
    cmdlet: wordOf(servedCmdlets, 'cmdlet'),
    call: eitherOf(value => value === 'every', anything, aCount),
    fault: wordOf(sceneFaults, 'fault'),
    times: aCount,
    retryAfterSeconds: seconds,
  },
  ['cmdlet', 'fault'],
)

const delaysCheck = mapOf({
  visibilitySeconds: eitherOf(
    isObject,
    mapOf(Object.fromEntries(delayedNouns.map(noun => [noun, seconds]))),
    seconds,
  ),
  replicationSeconds: seconds,
  answerSeconds: mapOf(Object.fromEntries(servedCmdlets.map(cmdlet => [cmdlet, seconds]))),
})

const sceneCheck: Check = mapOf({
  organization: aText,
  acceptedDomains: listOf(aText),
  users: listOf(mapOf({ ...holder, mailbox: aFlag }, ['name', 'address'])),
  groups: listOf(mapOf({ ...holder, requireSenderAuthentication: aFlag }, ['name', 'address'])),
  contacts: listOf(mapOf(holder, ['name', 'address'])),
  objects: mapOf(Object.fromEntries(nouns.map(noun => [noun, listOf(aRow)]))),
  smtpAuthDisabled: aFlag,
  rejectDirectSend: aFlag,
  dehydrated: aFlag,
  faults: listOf(faultCheck),
  delays: delaysCheck,
  roles: listOf(wordOf(roleNames, 'role')),
  missingRoleShows: wordOf(['forbidden', 'not-recognized'], 'way to refuse'),
  connectorsBornDisabled: aFlag,
  connectorsCannotBeEnabled: aFlag,
  names: wordOf(['as-given', 'ids-for-users', 'ids-for-all'], 'way to name'),
  accountsPurged: aFlag,
  softDeletedKeepAddresses: aFlag,
  dns: anything,
  nameServers: anything,
})

function addressesTwice(scene: Scene): readonly Finding[] {
  const holders = new Map<string, string>()
  return holdings(scene).flatMap(({ address, by }) => {
    const one = holders.get(address.toLowerCase())
    holders.set(address.toLowerCase(), one ?? by)
    if (one === undefined || one === by) return []
    return finding('scene-address-twice', { address, one, other: by })
  })
}

interface Holding {
  readonly address: string
  readonly by: string
}

function holdings(scene: Scene): readonly Holding[] {
  const listed = (list: string, holders: readonly SceneHolder[] = []) =>
    holders.flatMap(({ name, address, aliases = [] }, index) =>
      [address, ...aliases].map(one => ({
        address: one,
        by: `${list}[${String(index)}] (${name})`,
      })),
    )
  const inObjects = nouns
    .filter(noun => noun in recipientNouns)
    .flatMap(noun =>
      (scene.objects?.[noun] ?? []).flatMap((row, index) =>
        rowAddresses(row.PrimarySmtpAddress, row.EmailAddresses).map(address => ({
          address,
          by: `objects.${noun}[${String(index)}]`,
        })),
      ),
    )
  return [
    ...listed('users', scene.users),
    ...listed('groups', scene.groups),
    ...listed('contacts', scene.contacts),
    ...inObjects,
  ]
}

function rowAddresses(primary: unknown, proxies: unknown): readonly string[] {
  const others: readonly unknown[] = Array.isArray(proxies) ? proxies : []
  const mail = others.map(String).map(mailAddressOf)
  return [typeof primary === 'string' ? primary : undefined, ...mail].filter(
    address => address !== undefined,
  )
}
