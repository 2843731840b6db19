/**
 * The private way between us and the PowerShell we started: a pipe that only
 * this user can reach (a socket in a folder of mode 700; on Windows a pipe with
 * a name nobody can guess), and that takes one caller, who must know the token.
 * Nothing else is ever written to it, so nothing can break or forge a reply.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { deferred } from './deferred.js'
import { createLineCutter, frameOf, valueOf } from './frame.js'

export interface Channel {
  /** Where the other side finds it, and what it must show there first. */
  readonly address: string
  readonly token: string
  /** The first frame of the caller that knew the token. */
  readonly greeting: Promise<object>
  send(value: unknown): void
  /** Takes every frame after the greeting; a line that is none ends the channel. */
  onFrame(take: (value: unknown) => void): void
  /** When the other side is gone, and all that it had written was taken. */
  readonly ended: Promise<undefined>
  /** Tells the other side that nothing more will come. */
  finish(): void
  close(): Promise<void>
}

export async function openChannel(): Promise<Channel> {
  const place = await findPlace()
  const token = randomBytes(32).toString('base64url')
  let take: (value: unknown) => void = () => undefined
  let caller: Socket | undefined
  const greeting = deferred<object>()
  const ended = deferred<undefined>()

  const server = createServer(socket => {
    let isKnown = false
    const cut = createLineCutter(line => {
      const value = valueOf(line)
      if (isKnown) {
        take(value)
        return
      }
      if (caller || !isGreeting(value, token)) throw new Error('A stranger called.')
      isKnown = true
      caller = socket
      server.close()
      // Nobody else is to come, and if we are killed nothing is left lying about.
      void place.remove()
      greeting.resolve(value)
    })
    socket.on('data', chunk => {
      try {
        cut(chunk)
      } catch {
        socket.destroy()
      }
    })
    // What broke the connection does not matter; that it is gone does.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      if (isKnown) ended.resolve(undefined)
    })
  })
  await listening(server, place.path)

  return {
    address: place.address,
    token,
    greeting: greeting.promise,
    ended: ended.promise,
    send(value) {
      caller?.write(frameOf(value))
    },
    onFrame(next) {
      take = next
    },
    finish() {
      caller?.end()
    },
    async close() {
      caller?.destroy()
      if (server.listening) server.close()
      await place.remove()
    },
  }
}

interface Place {
  /** What Node listens on. */
  readonly path: string
  /** What the other side is told. */
  readonly address: string
  readonly remove: () => Promise<void>
}

async function findPlace(): Promise<Place> {
  if (platform() === 'win32') {
    const name = `devicemail-${randomBytes(16).toString('hex')}`
    return { path: `\\\\.\\pipe\\${name}`, address: name, remove: () => Promise.resolve() }
  }
  // mkdtemp makes folders of mode 700.
  const folder = await mkdtemp(join(tmpdir(), 'devicemail-'))
  const path = join(folder, 'bridge')
  return {
    path,
    address: path,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

function listening(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      resolve()
    })
  })
}

function isGreeting(value: unknown, token: string): value is object {
  if (typeof value !== 'object' || value === null) return false
  const shown = Buffer.from(String(Reflect.get(value, 'token')))
  const known = Buffer.from(token)
  return shown.length === known.length && timingSafeEqual(shown, known)
}
