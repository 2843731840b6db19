/**
 * Where the pipe to PowerShell lies: on Windows it has a name that nobody can
 * guess; elsewhere it is a socket in a folder of mode 700, below the folder for
 * temporary files or, where that will not do, below another one.
 *
 * Facts: the path of a socket may have 103 bytes on macOS and 107 on Linux, and
 * not every file system holds sockets. Pipelines set TMPDIR to folders that are
 * deep, are not there, or cannot be written.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { platform } from 'node:os'
import { join, resolve } from 'node:path'
import { finding } from '../../../findings.js'
import { folderPrefix, removeAbandoned, socketName } from './abandoned-places.js'
import type { Environment } from './environment.js'
import { quietly } from './quietly.js'
import { startFault } from './start-fault.js'

export interface PrivatePlace {
  /** What the other side is told. */
  readonly address: string
  /** Where temporary files can be written; null where the first folder will do. */
  readonly temporaryFolder: string | null
  readonly remove: () => void
}

const longestPath = 103

/** The folder that the environment names comes first; the others nearly every system has. */
export function foldersFor({ TMPDIR, XDG_RUNTIME_DIR }: Environment): readonly string[] {
  const folders = [TMPDIR, '/tmp', XDG_RUNTIME_DIR].flatMap(one => (one ? [resolve(one)] : []))
  return [...new Set(folders)]
}

/** Lets the server listen where only this user reaches it; throws a `Fault` where it can nowhere. */
export async function listenInPrivate(
  server: Server,
  folders: readonly string[],
): Promise<PrivatePlace> {
  if (platform() === 'win32') return listenByName(server)
  const refusals: string[] = []
  let writable: string | undefined
  for (const base of folders) {
    try {
      // Of mode 700, as mkdtemp makes all of them.
      const folder = mkdtempSync(join(base, folderPrefix))
      writable ??= base
      const address = join(folder, socketName)
      const remove = removing(folder)
      const refusal = await refusalToListen(server, address)
      if (refusal === null) {
        await removeAbandoned(base, folder)
        return { address, temporaryFolder: writable === folders[0] ? null : writable, remove }
      }
      remove()
      refusals.push(`${base} (${refusal})`)
    } catch (error) {
      refusals.push(`${base} (${codeOf(error)})`)
    }
  }
  throw startFault(finding('bridge-folder-missing', { tried: refusals.join(', ') }))
}

async function listenByName(server: Server): Promise<PrivatePlace> {
  const address = `devicemail-${randomBytes(16).toString('hex')}`
  await listening(server, `\\\\.\\pipe\\${address}`)
  return { address, temporaryFolder: null, remove: () => undefined }
}

async function refusalToListen(server: Server, path: string): Promise<string | null> {
  // Where it is too long, some systems cut it off and say nothing.
  if (Buffer.byteLength(path) > longestPath) return 'its path is too long'
  try {
    await listening(server, path)
    return null
  } catch (error) {
    return codeOf(error)
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** At once, so that no kill comes between. An empty folder that stays is no reason to fail. */
function removing(folder: string): () => void {
  return () => {
    quietly(() => {
      rmSync(folder, { recursive: true, force: true })
    })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
