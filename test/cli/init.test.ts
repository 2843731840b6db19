/** `devicemail init`: a repository that works at once, and pipelines that may do no more than they must. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { load as parse } from 'js-yaml'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { jsonSchema } from '../../src/spec/schema.js'
import { cli } from '../support/cli.js'
import { temporaryFolder } from '../support/stack.js'
import { filesShape } from './shapes.js'

const root = new URL('../../', import.meta.url)

/** A new repository, and how to read it. */
async function made(...flags: readonly string[]) {
  const folder = join(temporaryFolder(), 'mail')
  const result = await cli(['init', folder, ...flags])
  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  const { code, out, err } = result
  return { folder, code, out, err, read, has: (path: string) => existsSync(join(folder, path)) }
}

describe('a new repository', () => {
  it('passes validate and plan on the simulator at once, and apply and verify leave SPF to a person', async () => {
    const { folder, code } = await made()
    expect(code).toBe(0)
    const stack = join(folder, 'stacks/contoso')

    expect((await cli(['validate', stack])).code).toBe(0)
    const plan = await cli(['plan', stack])
    expect(plan.code, plan.out).toBe(0)
    expect(plan.out).toContain('SIMULATED')
    expect(plan.out).toContain('connector "Devices at office"')
    expect(plan.out).toContain('contoso-com.mail.protection.outlook.com')

    expect((await cli(['apply', stack, '--yes'])).code).toBe(0)
    // What the tenant must hold is there; the SPF record waits for whoever serves the DNS.
    const verified = await cli(['verify', stack])
    expect(verified.code).toBe(3)
    expect(verified.out).toContain('ip4:203.0.113.10')
  })

  it('is told file by file, and as data', async () => {
    const { out, folder } = await made('--format', 'json', '--name', 'fabrikam')
    const { files } = filesShape.parse(JSON.parse(out))
    expect(files.map(one => one.path)).toEqual([
      'package.json',
      'README.md',
      '.gitignore',
      'devicemail.schema.json',
      '.vscode/settings.json',
      'Pulumi.yaml',
      'index.mjs',
      'stacks/fabrikam/tenant.yaml',
      'stacks/fabrikam/office.yaml',
      'stacks/fabrikam/simulator.yaml',
      '.github/workflows/pull-request.yml',
      '.github/workflows/deploy.yml',
      '.github/workflows/drift.yml',
      '.gitlab-ci.yml',
    ])
    expect(files.every(one => one.outcome === 'written')).toBe(true)
    expect((await cli(['plan', join(folder, 'stacks/fabrikam')])).code).toBe(0)
  })

  it('keeps what a person has, and writes over it only where that is forced', async () => {
    const { folder } = await made()
    const path = join(folder, 'README.md')
    writeFileSync(path, '# Mine\n')

    const again = await cli(['init', folder])
    expect(again.code).toBe(0)
    expect(again.out).toContain('kept as it was')
    expect(readFileSync(path, 'utf8')).toBe('# Mine\n')

    await cli(['init', folder, '--force'])
    expect(readFileSync(path, 'utf8')).toContain('# Mail of devices')
  })

  it('says what is still to be installed where a package.json was there before', async () => {
    const folder = temporaryFolder()
    const manifest = '{ "type": "commonjs", "dependencies": { "devicemail": "0.1.0" } }'
    writeFileSync(join(folder, 'package.json'), manifest)
    const { out } = await cli(['init', folder])
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(manifest)
    expect(out).toContain(`cd ${folder}\n`)
    expect(out).toMatch(/^ +npm install --save-exact @pulumi\/pulumi@\d+\.\d+\.\d+$/mu)
    expect((await cli(['init', folder, '--no-pulumi'])).out).toMatch(/^ +npm install$/mu)
  })

  it('names the program, the plugin and the version that the package really has', async () => {
    const { read } = await made()
    const project = parse(read('Pulumi.yaml'))
    expect(project).toMatchObject({
      main: 'index.mjs',
      runtime: { name: 'nodejs', options: { typescript: false } },
      stackConfigDir: 'stacks',
      plugins: { providers: [{ name: 'devicemail', path: 'node_modules/devicemail/bin' }] },
      options: { refresh: 'always' },
    })
    expect(read('index.mjs')).toContain("'devicemail/pulumi/program'")
    expect(existsSync(new URL('src/pulumi/program.ts', root))).toBe(true)
    expect(existsSync(new URL('bin/pulumi-resource-devicemail', root))).toBe(true)

    const own = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      version: string
      devDependencies: Record<string, string>
    }
    expect(JSON.parse(read('package.json'))).toMatchObject({
      dependencies: {
        devicemail: `^${own.version}`,
        '@pulumi/pulumi': own.devDependencies['@pulumi/pulumi'],
      },
    })
    expect(JSON.parse(read('devicemail.schema.json'))).toEqual(jsonSchema())
  })

  it('without Pulumi has no trace of it', async () => {
    const { folder, has, read } = await made('--no-pulumi')
    expect(has('Pulumi.yaml')).toBe(false)
    for (const path of [
      'package.json',
      'README.md',
      '.github/workflows/deploy.yml',
      '.gitlab-ci.yml',
    ])
      expect(read(path).toLowerCase()).not.toContain('pulumi')
    expect(read('.github/workflows/deploy.yml')).toContain('devicemail apply')
    expect((await cli(['plan', join(folder, 'stacks/contoso')])).code).toBe(0)
  })

  it('for a real tenant parts who reads and who writes, without a secret', async () => {
    const { folder, read } = await made('--driver', 'powershell')
    expect(parse(read('stacks/contoso/tenant.yaml'))).toMatchObject({
      tenant: {
        exchange: {
          driver: 'powershell',
          auth: {
            read: { way: 'workload-identity', clientId: 'env:DEVICEMAIL_READER' },
            write: { way: 'workload-identity', clientId: 'env:DEVICEMAIL_WRITER' },
          },
        },
      },
    })
    expect((await cli(['validate', join(folder, 'stacks/contoso')])).code).toBe(0)
  })

  it.each([
    ['--name', 'a b', 'letters, digits'],
    ['--domain', 'contoso', 'a domain'],
    ['--organization', '@', 'a domain'],
  ])('is refused where %s is %j', async (option, value, allowed) => {
    const { code, err, has } = await made(option, value)
    expect(code).toBe(1)
    expect(err).toContain(allowed)
    expect(has('package.json')).toBe(false)
  })
})

test('--from-tenant describes what the tenant holds, and the first plan only marks it', async () => {
  const folder = join(temporaryFolder(), 'mail')
  const scene = join(folder, 'stacks/contoso/simulator.yaml')
  mkdirSync(dirname(scene), { recursive: true })
  writeFileSync(
    scene,
    `acceptedDomains: [contoso.com]
objects:
  InboundConnector:
    - { Name: Milan, ConnectorType: OnPremises, SenderIPAddresses: [203.0.113.10], Enabled: true, SenderDomains: ['smtp:*;1'] }
dns: { contoso.com: { TXT: ['v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all'] } }
`,
  )
  const named = ['--organization', 'contoso.onmicrosoft.com', '--driver', 'simulator']
  const { code, out } = await cli(['init', folder, '--from-tenant', ...named])
  expect(code, out).toBe(0)
  expect(existsSync(join(folder, 'stacks/contoso/office.yaml'))).toBe(false)

  const plan = await cli(['plan', join(folder, 'stacks/contoso'), '--format', 'json'])
  expect(plan.json).toMatchObject({
    changes: [{ key: 'milan', verb: 'update', fields: [{ path: 'mark' }] }],
  })

  const unnamed = await cli(['init', folder, '--from-tenant'])
  expect(unnamed.code).toBe(1)
  expect(unnamed.err).toContain('--organization')
})

const permissions = z.record(z.string(), z.enum(['read', 'write']))
const step = z.looseObject({
  run: z.string().optional(),
  uses: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
})
const job = z.looseObject({
  permissions,
  if: z.string().optional(),
  environment: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  'timeout-minutes': z.number(),
  steps: z.array(step),
})
const workflow = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({}),
  defaults: z.strictObject({ run: z.strictObject({ shell: z.literal('bash') }) }),
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.literal(false) }),
  jobs: z.record(z.string(), job),
})

async function workflowNamed(name: string, ...flags: readonly string[]) {
  const { read } = await made(...flags)
  const text = read(`.github/workflows/${name}.yml`)
  return { text, ...workflow.parse(parse(text)) }
}

describe.each([[[]], [['--no-pulumi']], [['--driver', 'powershell']]])(
  'the workflows for GitHub, with %j:',
  flags => {
    it.each(['pull-request', 'deploy', 'drift'])(
      '%s has no permission but those of its jobs, is never cancelled, and runs no text of strangers',
      async name => {
        const { jobs } = await workflowNamed(name, ...flags)
        for (const { steps } of Object.values(jobs)) {
          // What others may write reaches a shell by variables only, never as part of its text.
          expect(steps.filter(one => one.run?.includes('${{'))).toEqual([])
          const checkouts = steps.filter(one => one.uses?.startsWith('actions/checkout'))
          expect(
            checkouts.every(one => JSON.stringify(one).includes('"persist-credentials":false')),
          ).toBe(true)
          const installs = steps.filter(one => one.run?.startsWith('npm ci'))
          expect(installs.every(one => one.run === 'npm ci --ignore-scripts')).toBe(true)
        }
      },
    )

    it('a pull request gets no secret, and only its own jobs what they need', async () => {
      const { text, on, jobs } = await workflowNamed('pull-request', ...flags)
      expect(Object.keys(on)).toEqual(['pull_request'])
      expect(text).not.toContain('secrets.')
      expect(text).not.toContain('WRITER')
      expect(Object.entries(jobs).map(([name, one]) => [name, one.permissions])).toEqual([
        ['validate', { contents: 'read' }],
        ['plan', { contents: 'read', 'id-token': 'write' }],
        ['comment', { 'pull-requests': 'write' }],
      ])
      // A fork has no identity, so it reads no tenant.
      expect(jobs.plan?.if).toContain('head.repo.full_name == github.repository')
      expect(jobs.validate?.if).toBeUndefined()
      // Whoever writes the comment runs nothing of the pull request.
      expect(JSON.stringify(jobs.comment?.steps)).not.toMatch(/checkout|npm|npx/u)
    })

    it('the deploy checks the approved plan before anything changes, on the default branch only', async () => {
      const { on, jobs } = await workflowNamed('deploy', ...flags)
      const { deploy } = jobs
      expect(Object.keys(on)).toEqual(['push', 'workflow_dispatch'])
      expect(on.push).toEqual({ branches: ['main'] })
      expect(deploy?.environment).toBe('production')
      expect(deploy?.if).toBe('github.ref_name == github.event.repository.default_branch')
      expect(deploy?.permissions).toEqual({
        contents: 'read',
        'id-token': 'write',
        actions: 'read',
        'pull-requests': 'read',
      })
      const runs = deploy?.steps.map(one => one.run ?? '') ?? []
      const checked = runs.findIndex(one => one.includes('--expect "$DIGEST"'))
      const applied = runs.findIndex(one => /devicemail apply|pulumi up/u.test(one))
      expect(checked).toBeGreaterThan(-1)
      expect(applied).toBeGreaterThan(checked)
    })

    it('drift is told and nothing is put right', async () => {
      const { text, on, jobs } = await workflowNamed('drift', ...flags)
      expect(Object.keys(on)).toContain('schedule')
      expect(text).toContain('--detailed-exitcode')
      expect(text).not.toMatch(/devicemail apply|pulumi up|secrets\.|WRITER/u)
      expect(jobs.look?.permissions).toEqual({ contents: 'read', 'id-token': 'write' })
      expect(jobs.tell?.permissions).toEqual({ issues: 'write' })
    })
  },
)

describe('the pipeline for GitLab', () => {
  it('signs in by tokens of its own, deploys one at a time, and by hand from the default branch', async () => {
    const { read } = await made('--driver', 'powershell', '--ci', 'gitlab')
    const pipeline = z.record(z.string(), z.unknown()).parse(parse(read('.gitlab-ci.yml')))

    expect(pipeline).toMatchObject({
      default: { interruptible: false },
      '.signs-in': { id_tokens: { ENTRA_TOKEN: { aud: 'api://AzureADTokenExchange' } } },
      deploy: {
        environment: 'production',
        resource_group: 'production',
        needs: ['plan'],
        rules: [
          { when: 'never' },
          { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', when: 'manual' },
        ],
      },
    })
    const { script } = z.looseObject({ script: z.array(z.string()) }).parse(pipeline.deploy)
    expect(script[0]).toContain('--expect "$DIGEST"')
    expect(script.slice(1).join()).toContain('pulumi up')
    // The text is checked without an identity.
    expect(pipeline.validate).not.toHaveProperty('extends')
    expect(read('stacks/contoso/tenant.yaml')).toContain('token: env:ENTRA_TOKEN')
  })

  it('is left out where another pipeline is asked for', async () => {
    expect((await made('--ci', 'github')).has('.gitlab-ci.yml')).toBe(false)
    const none = await made('--ci', 'none')
    expect(none.has('.gitlab-ci.yml') || none.has('.github')).toBe(false)
  })
})
