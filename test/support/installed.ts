/**
 * The package as a user has it: packed by npm, unpacked in an empty folder outside
 * the repository. Beside it stands what its package.json declares and what the user
 * installs by hand, and nothing else: what is imported and not declared is missing.
 *
 * Those others are links to the repository's own copies, so nothing is downloaded.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment, type Ran } from './built-program.js'
import type { PulumiProject } from './pulumi-project.js'

const repository = fileURLToPath(new URL('../..', import.meta.url))

export interface Packed {
  /** Every path in the tarball. */
  readonly files: readonly string[]
  readonly bytes: number
  readonly unpackedBytes: number
  readonly manifest: {
    readonly scripts: Readonly<Record<string, string>>
    readonly dependencies: Readonly<Record<string, string>>
  }
}

export interface Installed extends PulumiProject {
  readonly packed: Packed
  /** As `npx devicemail` would. */
  readonly devicemail: (...argv: readonly string[]) => Ran
  readonly node: (...argv: readonly string[]) => Ran
  readonly remove: () => void
}

/** `others` are the packages that the user installs besides. */
export function installed(others: readonly string[]): Installed {
  // The real path, for what is loaded is told by its real path.
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'devicemail-installed-')))
  const tarball = pack(parent)
  const folder = join(parent, 'mail')
  const own = join(folder, 'node_modules/devicemail')
  mkdirSync(own, { recursive: true })
  execFileSync('tar', ['-xzf', tarball.path, '-C', own, '--strip-components=1'])
  const manifest = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as Packed['manifest']
  for (const name of [...Object.keys(manifest.dependencies), ...others]) link(folder, name)

  const node = (...argv: readonly string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(execPath, argv, {
      cwd: folder,
      encoding: 'utf8',
      env: cleanEnvironment(),
      input: '',
    })
    return { code: status, out: stdout, err: stderr }
  }
  return {
    packed: { ...tarball, manifest },
    folder,
    read: file => readFileSync(join(folder, file), 'utf8'),
    write(texts) {
      for (const [file, text] of Object.entries(texts))
        if (text === null) rmSync(join(folder, file))
        else writeFileSync(join(folder, file), text)
    },
    devicemail: (...argv) => node(join(own, 'bin/devicemail'), ...argv),
    node,
    remove() {
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

interface Tarball extends Omit<Packed, 'manifest'> {
  readonly path: string
}

/** Packs a copy of the whole repository, with what lies about on the machine of who publishes it. */
function pack(parent: string): Tarball {
  const copy = join(parent, 'repository')
  const left = ['.git', 'node_modules', 'coverage', ...(isFresh() ? [] : ['dist'])]
  cpSync(repository, copy, {
    recursive: true,
    filter: path => !left.includes(relative(repository, path)),
  })
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'))
  if (left.includes('dist')) execFileSync(execPath, ['scripts/build.mjs'], { cwd: copy })
  for (const file of ['.env', '.npmrc', 'key.pem', 'stacks/token.txt'])
    writeFileSync(join(copy, file), 'secret\n')
  const argv = ['pack', '--json', '--ignore-scripts', '--pack-destination', parent]
  const told = execFileSync('npm', argv, { cwd: copy, encoding: 'utf8', stdio: 'pipe' })
  const [one] = JSON.parse(told) as readonly NpmPack[]
  if (!one) throw new Error('npm packed nothing.')
  const files = one.files.map(({ path }) => path)
  const { filename, size: bytes, unpackedSize: unpackedBytes } = one
  return { path: join(parent, filename), files, bytes, unpackedBytes }
}

interface NpmPack {
  readonly filename: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string }[]
}

/** Whether dist was built of what is in src now, as after `npm ci`; else it is built anew. */
function isFresh(): boolean {
  const built = join(repository, 'dist/provider/main.js')
  if (!existsSync(built)) return false
  const { mtimeMs } = statSync(built)
  const sources = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' })
  return sources.every(file => statSync(join(repository, 'src', file)).mtimeMs < mtimeMs)
}

function link(folder: string, name: string): void {
  const path = join(folder, 'node_modules', name)
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(join(repository, 'node_modules', name), path)
}
