/**
 * The private way between us and the PowerShell we started: a pipe that only
 * this user can reach (private-place.ts), and that takes one caller, who must
 * know the token. Nothing else is ever written to it, so nothing can break or
 * forge a reply.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { deferred } from './deferred.js'
import { createLineCutter, frameOf, valueOf } from './frame.js'
import { listenInPrivate } from './private-place.js'

export interface Channel {
  /** Where the other side finds it, and what it must show there first. */
  readonly address: string
  readonly token: string
  /** Where the other side can write temporary files; null where the first of the folders will do. */
  readonly temporaryFolder: string | null
  /** The first frame of the caller that knew the token. */
  readonly greeting: Promise<object>
  send(value: unknown): void
  /** Takes every frame after the greeting; a line that is none ends the channel. */
  onFrame(take: (value: unknown) => void): void
  /** When the other side is gone, and all that it had written was taken. */
  readonly ended: Promise<undefined>
  /** Tells the other side that nothing more will come. */
  finish(): void
  close(): void
}

/** `folders` are tried in order for one that the pipe can lie in. Throws a `Fault`. */
export async function openChannel(folders: readonly string[]): Promise<Channel> {
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
      place.remove()
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
  // Where nobody can call, the start takes too long, and tells so.
  server.on('error', () => undefined)
  const place = await listenInPrivate(server, folders)

  return {
    address: place.address,
    temporaryFolder: place.temporaryFolder,
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
    close() {
      caller?.destroy()
      if (server.listening) server.close()
      place.remove()
    },
  }
}

function isGreeting(value: unknown, token: string): value is object {
  if (typeof value !== 'object' || value === null) return false
  const shown = Buffer.from(String(Reflect.get(value, 'token')))
  const known = Buffer.from(token)
  return shown.length === known.length && timingSafeEqual(shown, known)
}
