/** package.json and Pulumi.yaml of a new repository. */
import type { RepositoryWish } from './plan-of-repository.js'

/** The last version of Pulumi's SDK that runs on Node 20 as well as on newer ones. */
const pulumiSdk = '3.248.0'

export function packageJson({ pulumi, version, name }: RepositoryWish): string {
  const manifest = {
    name: `${name.toLowerCase().replace(/[^a-z0-9-]/gu, '-')}-device-mail`,
    private: true,
    type: 'module',
    engines: { node: '>=20.19' },
    scripts: {
      validate: 'devicemail validate stacks/*',
      plan: 'devicemail plan stacks/*',
    },
    dependencies: {
      ...(pulumi ? { '@pulumi/pulumi': pulumiSdk } : {}),
      devicemail: `^${version}`,
    },
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/** In the repository itself: Pulumi starts the provider in the folder of its program, and it looks upwards for Pulumi.yaml. */
export const pulumiProgram = `// What Pulumi runs: one stack is one folder, stacks/<stack>/.
export * from 'devicemail/pulumi/program'
`

export const pulumiYaml = `name: device-mail
description: The mail that devices send through Microsoft 365
main: index.js
runtime: { name: nodejs, options: { typescript: false } }
stackConfigDir: stacks
requiredPulumiVersion: '>=3.230.0'
# No version here: an entry whose version differs from the program's is skipped.
plugins: { providers: [{ name: devicemail, path: node_modules/devicemail/bin }] }
# Pulumi compares with its own state; devicemail with the tenant, so it must look first.
options: { refresh: always }
`
