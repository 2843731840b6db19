/**
 * Writes new files for a person, and never over what the person has: a file that
 * is there already is kept or refused, unless the person forces it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { finding, type Finding } from '../findings.js'

export interface NewFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string
  /** What it is for, in a few words. */
  readonly about: string
  readonly text: string
}

export interface FileWritten {
  readonly path: string
  readonly about: string
  readonly outcome: 'written' | 'unchanged' | 'kept' | 'not-written'
}

export interface Written {
  readonly files: readonly FileWritten[]
  readonly findings: readonly Finding[]
}

export interface WriteOptions {
  /** Over files that are there. */
  readonly force: boolean
  /** What is there already: `keep` it and write the others, or `refuse` to write any. */
  readonly existing: 'keep' | 'refuse'
}

export function writeNew(
  root: string,
  files: readonly NewFile[],
  { force, existing }: WriteOptions,
): Written {
  const there = new Map(files.map(one => [one, textAt(join(root, one.path))]))
  const others = files.filter(one => ![undefined, one.text].includes(there.get(one)))
  if (!force && existing === 'refuse' && others.length > 0)
    return {
      files: notWritten(files),
      findings: others.map(one => finding('file-is-there', { file: join(root, one.path) })),
    }
  const findings: Finding[] = []
  const written = files.map((one): FileWritten => {
    const { path, about, text } = one
    if (there.get(one) === text) return { path, about, outcome: 'unchanged' }
    if (!force && others.includes(one)) return { path, about, outcome: 'kept' }
    const why = write(join(root, path), text, force)
    if (why === null) return { path, about, outcome: 'written' }
    findings.push(finding('new-file-not-written', { file: join(root, path), why }))
    return { path, about, outcome: 'not-written' }
  })
  return { files: written, findings }
}

export function notWritten(files: readonly NewFile[]): readonly FileWritten[] {
  return files.map(({ path, about }) => ({ path, about, outcome: 'not-written' }))
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    // What cannot be read is there all the same; writing tells what is wrong with it.
    return codeOf(error) === 'ENOENT' ? undefined : ''
  }
}

function write(path: string, text: string, force: boolean): string | null {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { flag: force ? 'w' : 'wx' })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
