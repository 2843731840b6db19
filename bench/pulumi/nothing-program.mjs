/**
 * The floor of bench/pulumi.mjs: a program that registers, from a list, what our
 * program registered: the same names, parents, inputs and outputs of the stack.
 */
import { readFileSync } from 'node:fs'
import * as pulumi from '@pulumi/pulumi'

/** @type {unknown} */
const data = JSON.parse(readFileSync('shape.json', 'utf8'))
const shape = /** @type {import('./shape.mjs').Shape} */ (data)

/** Ours leaves out of the state where each was made (src/pulumi/unplaced.ts): so does this. */
const words = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')
Object.defineProperty(Error, 'prepareStackTrace', { value: () => '', configurable: true })

class Provider extends pulumi.ProviderResource {}
class Component extends pulumi.ComponentResource {}
class Thing extends pulumi.CustomResource {}

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

/** @type {{ provider?: pulumi.ProviderResource }} */
const by = {}
for (const { urn, type, name, parent, custom, inputs, retained } of shape.resources) {
  const above = under(parent)
  const kept = retained ? { retainOnDelete: true } : {}
  if (type.startsWith('pulumi:providers:')) {
    by.provider = new Provider(type.slice('pulumi:providers:'.length), name, inputs, above)
    registered.set(urn, by.provider)
  } else if (custom)
    registered.set(urn, new Thing(type, name, inputs, { ...above, ...kept, ...by }))
  else registered.set(urn, new Component(type, name, {}, above))
}
if (words) Object.defineProperty(Error, 'prepareStackTrace', words)
else Reflect.deleteProperty(Error, 'prepareStackTrace')

export const devices = shape.outputs.devices
export const spfRecords = shape.outputs.spfRecords
