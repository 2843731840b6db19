/** The README of a new repository: from the first plan to the pipeline, a screen long. */
import type { RepositoryWish } from './plan-of-repository.js'

export function readme({ name, pulumi, ci, driver }: RepositoryWish): string {
  const stack = `stacks/${name}`
  const steps = [
    '`npm install`, and commit the `package-lock.json` that comes of it.',
    `\`npx devicemail plan ${stack}\` shows what would change${driver === 'simulator' ? ' in a simulated tenant' : ''}; nothing is changed.`,
    `Edit the files in \`${stack}\`: sites with their public addresses, devices with what they can do.`,
    ...(pulumi
      ? [
          `\`pulumi login\` says where Pulumi keeps its state: \`pulumi login --local\` on this machine, under a passphrase that it asks for. \`pulumi stack init ${name}\` begins the stack; commit \`stacks/Pulumi.${name}.yaml\` if it writes one. Pulumi rewrites that file, so comments in it do not last.`,
          `\`pulumi preview\` shows what would change, \`pulumi up\` changes it. Pulumi keeps a state of its own, so do not mix it with \`npx devicemail apply\`; \`plan\`, which changes nothing, goes with both.`,
        ]
      : [`\`npx devicemail apply ${stack}\` asks, changes, and looks whether it is so.`]),
    `\`npx devicemail explain ${stack}\` tells what to type into each device, and why.`,
  ]
  const text = `# Mail of devices

What must exist in Microsoft 365 so that printers, scanners and programs can send mail, as text. [devicemail](https://www.npmjs.com/package/devicemail) makes it so.

${steps.map((step, index) => `${String(index + 1)}. ${step}`).join('\n')}
`
  return `${text}${ci.length > 0 ? pipelines(ci.includes('github')) : ''}`
}

function pipelines(github: boolean): string {
  const identities = github
    ? 'Set the variables `DEVICEMAIL_READER` and `DEVICEMAIL_WRITER` of the repository to the ids of two Entra applications.'
    : 'Set the variables `DEVICEMAIL_READER` and, protected, `DEVICEMAIL_WRITER` to the ids of two Entra applications.'
  return `
## The pipeline

A pull request shows its plan. The deploy checks that the plan is still the approved one, and runs nothing else. Drift is told at night and never reverted by itself. There is no secret to keep: the pipeline proves who it is (OIDC).

${identities} The first may read; the second may write, and only the environment \`production\` of the default branch may sign in as it. The docs of devicemail tell how, under "pipelines" and "sign-in".
`
}
