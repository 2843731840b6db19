/**
 * Ends a process together with everything it started: a hung cmdlet may wait for
 * a program of its own, and nothing may be left behind. The children are asked
 * of the system, since a process that hangs cannot tell.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { platform } from 'node:os'
import { kill } from 'node:process'
import { quietly } from './quietly.js'

export function killTree(processId: number): void {
  if (platform() === 'win32') {
    quietly(() => execFileSync('taskkill', ['/PID', String(processId), '/T', '/F'], quiet))
    return
  }
  // The eldest first: once gone, they start nothing new.
  for (const id of [processId, ...descendantsOf(processId)]) quietly(() => kill(id, 'SIGKILL'))
}

const quiet = { stdio: 'ignore', timeout: 10_000 } as const

/** Everything below a process, nearest first. */
function descendantsOf(processId: number): readonly number[] {
  const parents = platform() === 'linux' ? parentsFromProc() : parentsFromPs()
  const found: number[] = []
  for (let level = [processId]; level.length > 0; found.push(...level)) {
    const above = new Set(level)
    level = parents.flatMap(([id, parent]) => (above.has(parent) ? [id] : []))
  }
  return found
}

type WithParent = readonly [id: number, parent: number]

/** Containers often lack `ps`; Linux tells in files. */
function parentsFromProc(): readonly WithParent[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap((name): WithParent[] => {
      // The name of the program stands in parentheses, and may hold anything.
      const stat = quietly(() => readFileSync(`/proc/${name}/stat`, 'utf8')) ?? ''
      const parent = /^\S+ (\d+)/.exec(stat.slice(stat.lastIndexOf(')') + 2))?.[1]
      return parent === undefined ? [] : [[Number(name), Number(parent)]]
    })
}

function parentsFromPs(): readonly WithParent[] {
  const list = quietly(() => execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }))
  return (list ?? '').split('\n').flatMap((line): WithParent[] => {
    const [id, parent] = line.trim().split(/\s+/).map(Number)
    return id !== undefined && parent !== undefined ? [[id, parent]] : []
  })
}
