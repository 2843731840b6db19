/**
 * The three ways that bench/pulumi.mjs compares: ours, a provider that does
 * nothing, and `pulumi.dynamic`. The two others register what ours registered.
 */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from '../../scripts/bundle.mjs'
import { projectIn, stack } from './project.mjs'
import { floorPackage } from './shape.mjs'

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url))

/**
 * A spec that asks for so many things: an SPF record, a connector for every ten,
 * and else mailboxes, one for each device.
 *
 * @param {number} resources
 * @returns {Readonly<Record<string, string>>}
 */
function specOf(resources) {
  const sites = Math.round(resources / 10)
  const numbers = (/** @type {number} */ length) => Array.from({ length }, (_, index) => index)
  return {
    [`stacks/${stack}/spec.yaml`]: [
      'version: 1',
      'tenant: { organization: bench.onmicrosoft.com, exchange: { driver: simulator } }',
      'domains: { example.com: { dns: { driver: zone-file, file: example.com.zone } } }',
      'profiles: { old-copier: { tls: none, auth: [], ports: [25] } }',
      'sites:',
      // Apart from each other, so that no two addresses join to a range.
      ...numbers(sites).map(
        one => `  site-${one}: { egress: 20.0.${one >> 7}.${(one & 127) * 2 + 1} }`,
      ),
      'devices:',
      ...numbers(resources - sites - 1).map(
        one =>
          `  device-${one}: { site: site-${one % sites}, profile: old-copier, from: device-${one}@example.com, to: anyone }`,
      ),
      '',
    ].join('\n'),
    [`stacks/${stack}/example.com.zone`]: [
      '$ORIGIN example.com.',
      '$TTL 3600',
      '@ IN SOA ns1.example.com. host.example.com. 2026010101 3600 900 604800 300',
      '@ IN NS ns1.example.com.',
      '@ IN MX 0 example-com.mail.protection.outlook.com.',
      '@ IN TXT "v=spf1 include:spf.protection.outlook.com -all"',
      'ns1 IN A 192.0.2.53',
      '',
    ].join('\n'),
  }
}

/** @param {string} folder @param {number} resources */
export function ourProject(folder, resources) {
  const texts = specOf(resources)
  const program = { 'index.js': "export * from 'devicemail/pulumi/program'\n" }
  const plugins =
    'plugins: { providers: [{ name: devicemail, path: node_modules/devicemail/bin }] }'
  return { project: projectIn(folder, program, { plugins }), texts }
}

/** @param {string} folder @param {import('./shape.mjs').Shape} shape */
export async function nothingProject(folder, shape) {
  const shim = "#!/usr/bin/env node\nimport('../provider/nothing-provider.js')\n"
  const texts = {
    'shape.json': JSON.stringify(shape),
    [`bin/pulumi-resource-${floorPackage}`]: shim,
    'bin/package.json': '{ "type": "commonjs" }',
  }
  const plugins = `plugins: { providers: [{ name: ${floorPackage}, path: ./bin }] }`
  const project = projectIn(folder, texts, { plugins })
  // Bundled as ours is.
  await bundle(here('nothing-provider.mjs'), join(folder, 'provider'))
  cpSync(here('nothing-program.mjs'), join(folder, 'index.js'))
  return project
}

/** @param {string} folder @param {import('./shape.mjs').Shape} shape */
export function dynamicProject(folder, shape) {
  const project = projectIn(folder, { 'shape.json': JSON.stringify(shape) }, { plugins: '' })
  cpSync(here('dynamic-program.mjs'), join(folder, 'index.js'))
  return project
}
