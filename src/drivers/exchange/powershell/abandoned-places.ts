/**
 * Folders of pipes that nobody took away, because both sides were killed while
 * PowerShell came up. The next start removes them. One is only taken for
 * abandoned if it is ours, some time old, and nobody listens there any more.
 */
import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { quietly } from './quietly.js'

/** What all folders of pipes begin with. */
export const folderPrefix = 'devicemail-bridge-'

export const socketName = 'bridge'

/** Longer than any start needs between making the folder and listening in it. */
const settledSeconds = 60

/** `young` is a folder in `base` that was just made: by its time the age of the others is told. */
export async function removeAbandoned(base: string, young: string): Promise<void> {
  const now = quietly(() => lstatSync(young).mtimeMs) ?? 0
  for (const folder of foldersBefore(now - settledSeconds * 1000, base)) {
    if (await isListening(join(folder, socketName))) continue
    // Another start may remove the same one.
    quietly(() => {
      rmSync(folder, { recursive: true, force: true })
    })
  }
}

function foldersBefore(time: number, base: string): readonly string[] {
  const names = quietly(() => readdirSync(base)) ?? []
  return names
    .filter(name => name.startsWith(folderPrefix))
    .map(name => join(base, name))
    .filter(folder => {
      // Not followed: a link is none of ours.
      const found = quietly(() => lstatSync(folder))
      return found?.isDirectory() === true && found.uid === getuid?.() && found.mtimeMs < time
    })
}

/** Only a socket that refuses, or none at all, is sure to have nobody behind it. */
function isListening(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createConnection(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', error => {
      const code = 'code' in error ? error.code : undefined
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT')
    })
  })
}
