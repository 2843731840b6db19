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

export const pulumiYaml = `name: device-mail
description: The mail that devices send through Microsoft 365
# One stack is one folder: stacks/<stack>/. No program has to be written.
main: node_modules/devicemail/dist/pulumi/program.js
runtime: { name: nodejs, options: { typescript: false } }
stackConfigDir: stacks
requiredPulumiVersion: '>=3.230.0'
# No version here: an entry whose version differs from the program's is skipped.
plugins: { providers: [{ name: devicemail, path: node_modules/devicemail/bin }] }
# Pulumi compares with its own state; devicemail with the tenant, so it must look first.
options: { refresh: always }
`
