/**
 * The folder of a spec on disk.
 *
 * A spec means what is in the repository, on every machine: so a link that leads
 * out of it is refused, and a path above it too. The repository is the nearest
 * folder upwards that looks like one; else what lies beside the spec's folder.
 */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { largestFileMegabytes, type SpecFolder, type Unread } from './spec-folder.js'

const signsOfRepository = ['.git', 'Pulumi.yaml', 'package.json']
const largestFile = largestFileMegabytes * 1024 * 1024

export function openSpecFolder(path: string): SpecFolder {
  const written = resolve(path)
  const folder = existsSync(written) ? realpathSync(written) : written
  const boundary = repositoryOf(folder)
  return Object.freeze({
    name: basename(written),
    list: () => namesIn(folder),
    read: (file: string) => readWithin(boundary, join(folder, file)),
  })
}

function namesIn(folder: string): ReturnType<SpecFolder['list']> {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => !entry.isDirectory())
      .map(entry => entry.name)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'missing'
    return codeOf(error) === 'ENOTDIR' ? 'not-a-folder' : 'unreadable'
  }
}

/** Looked at before it is opened: opening a pipe would wait for ever. */
function readWithin(boundary: string, path: string): Uint8Array | Unread {
  if (!isWithin(boundary, path)) return 'outside'
  try {
    const real = realpathSync(path)
    if (!isWithin(boundary, real)) return 'outside'
    const facts = statSync(real)
    if (!facts.isFile()) return 'not-a-file'
    return facts.size > largestFile ? 'too-large' : readFileSync(real)
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'missing' : 'unreadable'
  }
}

function isWithin(boundary: string, path: string): boolean {
  return path.startsWith(boundary.endsWith(sep) ? boundary : boundary + sep)
}

function repositoryOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (signsOfRepository.some(sign => existsSync(join(at, sign)))) return at
    if (at === dirname(at)) return dirname(folder)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
