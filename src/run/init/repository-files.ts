/** All files of a new repository. Each is small, and a person's own from then on. */
import { jsonSchema } from '../../spec/schema.js'
import type { NewFile } from '../new-files.js'
import { githubDeploy } from './github-deploy.js'
import { githubDrift } from './github-drift.js'
import { githubPullRequest } from './github-pull-request.js'
import { gitlab } from './gitlab.js'
import type { RepositoryWish } from './plan-of-repository.js'
import { packageJson, programFile, pulumiProgram, pulumiYaml } from './project-files.js'
import { readme } from './readme.js'
import { exampleScene, exampleSite, tenantFile } from './spec-files.js'

export function repositoryFiles(wish: RepositoryWish): readonly NewFile[] {
  const { name, pulumi, ci, fromTenant, driver } = wish
  const stack = `stacks/${name}`
  const file = (path: string, about: string, text: string): NewFile => ({ path, about, text })
  return [
    file('package.json', 'the version of devicemail', packageJson(wish)),
    file('README.md', 'how to work with this repository', readme(wish)),
    file('.gitignore', 'what stays on this machine', ignored),
    file('devicemail.schema.json', 'for editors', `${JSON.stringify(jsonSchema(), null, 2)}\n`),
    file('.vscode/settings.json', 'for editors', editorSettings),
    ...(pulumi
      ? [
          file('Pulumi.yaml', 'the Pulumi project', pulumiYaml),
          file(programFile, 'what Pulumi runs', pulumiProgram),
        ]
      : []),
    ...(fromTenant
      ? []
      : [
          file(`${stack}/tenant.yaml`, 'which tenant it is', tenantFile(wish)),
          file(`${stack}/office.yaml`, 'a first site and device', exampleSite(wish)),
          ...(driver === 'simulator'
            ? [file(`${stack}/simulator.yaml`, 'the simulated tenant', exampleScene(wish))]
            : []),
        ]),
    ...(ci.includes('github')
      ? [
          file('.github/workflows/pull-request.yml', 'shows plans', githubPullRequest(wish)),
          file('.github/workflows/deploy.yml', 'applies approved plans', githubDeploy(wish)),
          file('.github/workflows/drift.yml', 'tells drift at night', githubDrift(wish)),
        ]
      : []),
    ...(ci.includes('gitlab') ? [file('.gitlab-ci.yml', 'the pipeline', gitlab(wish))] : []),
  ]
}

const ignored = `node_modules/
# The simulated tenant, and the lock of a running command.
.simulator/
.devicemail/
# Plans are approved, not kept.
*.plan
plan.json
plan.md
`

const editorSettings = `${JSON.stringify(
  {
    'yaml.schemas': { './devicemail.schema.json': ['stacks/*/*.yaml', '!stacks/*/simulator.yaml'] },
  },
  null,
  2,
)}
`
