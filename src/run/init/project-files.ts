/** package.json and Pulumi.yaml of a new repository. */
import type { RepositoryWish } from './plan-of-repository.js'

/** The last version of Pulumi's SDK that runs on Node 20 as well as on newer ones. */
const pulumiSdk = '3.248.0'

/** The packages that a repository needs, with the version of each. */
export function packagesOf({ pulumi, version }: RepositoryWish): Readonly<Record<string, string>> {
  return {
    ...(pulumi ? { '@pulumi/pulumi': pulumiSdk } : {}),
    devicemail: `^${version}`,
  }
}

export function packageJson(wish: RepositoryWish): string {
  const { name } = wish
  const manifest = {
    name: `${name.toLowerCase().replace(/[^a-z0-9-]/gu, '-')}-device-mail`,
    private: true,
    type: 'module',
    engines: { node: '>=20.19' },
    scripts: {
      validate: `devicemail validate stacks/${name}`,
      plan: `devicemail plan stacks/${name}`,
    },
    dependencies: packagesOf(wish),
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/**
 * In the repository itself: Pulumi starts the provider in the folder of its program,
 * and it looks upwards for Pulumi.yaml. The name says what sort of module it is, so
 * that a package.json which says otherwise, or nothing, does no harm.
 */
export const programFile = 'index.mjs'

export const pulumiProgram = `// What Pulumi runs: one stack is one folder, stacks/<stack>/.
export * from 'devicemail/pulumi/program'
`

export const pulumiYaml = `name: device-mail
description: The mail that devices send through Microsoft 365
main: ${programFile}
runtime: { name: nodejs, options: { typescript: false } }
stackConfigDir: stacks
requiredPulumiVersion: '>=3.230.0'
# No version here: an entry whose version differs from the program's is skipped.
plugins: { providers: [{ name: devicemail, path: node_modules/devicemail/bin }] }
# Pulumi compares with its own state; devicemail with the tenant, so it must look first.
options: { refresh: always }
`
