/** What many would write instead of a provider: the same resources as `pulumi.dynamic`, without any delay. */
import { readFileSync } from 'node:fs'
import * as pulumi from '@pulumi/pulumi'

/** @type {unknown} */
const data = JSON.parse(readFileSync('shape.json', 'utf8'))
const shape = /** @type {import('./shape.mjs').Shape} */ (data)

class Component extends pulumi.ComponentResource {}

/** @type {pulumi.dynamic.ResourceProvider<Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>>} */
const provider = {
  create: inputs => Promise.resolve({ id: 'made', outs: inputs }),
  diff: () => Promise.resolve({ changes: false }),
  read: (id, props = {}) => Promise.resolve({ id, props }),
}
class Thing extends pulumi.dynamic.Resource {}

/** @type {Map<string, pulumi.Resource>} */
const registered = new Map()

/**
 * @param {string | null} urn null is the stack
 * @returns {pulumi.ComponentResourceOptions}
 */
function under(urn) {
  const parent = urn === null ? undefined : registered.get(urn)
  return parent ? { parent } : {}
}

for (const { urn, type, name, parent, custom, inputs, retained } of shape.resources) {
  if (type.startsWith('pulumi:providers:')) continue
  const above = under(parent)
  const kept = retained ? { retainOnDelete: true } : {}
  if (custom)
    registered.set(
      urn,
      new Thing(provider, name, inputs, { ...above, ...kept }, 'bench', type.split(':').at(-1)),
    )
  else registered.set(urn, new Component(type, name, {}, above))
}

export const devices = shape.outputs.devices
export const spfRecords = shape.outputs.spfRecords
