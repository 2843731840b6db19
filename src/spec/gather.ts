/**
 * Reads the files of a folder, and the files that these include.
 *
 * Each file stands for itself: one that cannot be read or parsed is told and
 * left out, and `complete` is false, so that nobody is told of a site that is
 * missing only because its file is.
 */
import { posix } from 'node:path'
import { finding, type Finding } from '../findings.js'
import { parseDocuments } from './documents.js'
import { isRelativePath } from './relative-path.js'
import { shapeOf, type ShapedDocument } from './shape.js'
import { sourceFrom } from './source.js'
import { largestFileMegabytes, type SpecFolder, type Unread } from './spec-folder.js'
import { spotOf, type Spot } from './spot.js'
import type { Suggest } from './suggest.js'
import { compareText, type Notebook } from './tell.js'

export interface GatheredDocument extends ShapedDocument {
  /** Shared by tenants: the folder's own values win over its. */
  readonly included: boolean
}

export interface Gathered {
  readonly documents: readonly GatheredDocument[]
  readonly complete: boolean
}

/** Sets the scene for the simulator, and says nothing of what is wanted. */
const sceneFile = 'simulator.yaml'

export function gather(folder: SpecFolder, notebook: Notebook, suggest: Suggest): Gathered {
  const names = folder.list()
  if (typeof names === 'string') {
    notebook.tell(`spec-folder-${names}`, { folder: folder.name })
    return { documents: [], complete: false }
  }
  const files = names.filter(isSpecFile).sort(compareText)
  if (files.length === 0) {
    notebook.tell('spec-folder-empty', { folder: folder.name })
    return { documents: [], complete: false }
  }
  const reader = createReader(folder, notebook, suggest)
  for (const file of files) reader.read(file, { included: false, way: [] })
  return reader.gathered()
}

function isSpecFile(name: string): boolean {
  return /\.ya?ml$/i.test(name) && !name.startsWith('.') && name !== sceneFile
}

interface Reading {
  readonly included: boolean
  /** The files that led here, the first of them in the folder. */
  readonly way: readonly string[]
  readonly spot?: Spot
}

function createReader(folder: SpecFolder, notebook: Notebook, suggest: Suggest) {
  const documents: GatheredDocument[] = []
  const done = new Set<string>()
  let complete = true

  function read(file: string, reading: Reading): void {
    if (reading.way.includes(file)) {
      const way = [...reading.way.slice(reading.way.indexOf(file) + 1), file].join(', ')
      notebook.tell('include-loop', { file, way }, reading.spot)
      return
    }
    if (done.has(file)) return
    done.add(file)
    const bytes = folder.read(file)
    if (typeof bytes === 'string') {
      complete = false
      tellUnread(file, bytes, reading)
      return
    }
    const shaped = parse(file, bytes)
    const included = reading.included
    documents.push(...shaped.map(one => ({ ...one, included })))
    if (included) for (const one of shaped) tellWhatIsNotShared(one, file)
    for (const one of shaped) follow(one, file, reading.way)
  }

  function parse(file: string, bytes: Uint8Array): readonly ShapedDocument[] {
    const decoded = sourceFrom(file, bytes)
    if (!decoded.ok) return broken([decoded.why])
    const parsed = parseDocuments(decoded.source)
    if (parsed.findings.length > 0) return broken(parsed.findings)
    const written = parsed.documents.filter(one => one.value !== null && one.value !== undefined)
    if (written.length === 0)
      notebook.add([finding('file-empty', { file }, { file, line: 1, column: 1 })])
    return written.map(raw => shapeOf(raw, notebook.tell, suggest))
  }

  function broken(why: readonly Finding[]): readonly ShapedDocument[] {
    complete = false
    notebook.add(why)
    return []
  }

  function follow({ raw, written }: ShapedDocument, file: string, way: readonly string[]): void {
    const include = written.include ?? []
    const paths = Array.isArray(include) ? include : [include]
    for (const [index, path] of paths.entries()) {
      const spot = spotOf(raw, ['include', index])
      const target = posix.join(posix.dirname(file), path)
      if (isRelativePath(path))
        read(target, { included: !isOwn(target), way: [...way, file], spot })
      else notebook.tell('path-not-relative', { value: path }, spot)
    }
  }

  /** A file of the folder itself is read anyway, whoever includes it. */
  function isOwn(file: string): boolean {
    return !file.includes('/') && isSpecFile(file)
  }

  function tellUnread(file: string, why: Unread, { spot }: Reading): void {
    const facts = { file, megabytes: largestFileMegabytes }
    const code = why === 'outside' ? 'file-outside-repository' : (`file-${why}` as const)
    if (spot) notebook.tell(code, facts, spot)
    else notebook.add([finding(code, facts, { file, line: 1, column: 1 })])
  }

  function tellWhatIsNotShared({ raw, written }: ShapedDocument, file: string): void {
    const shared = ['version', 'include', 'profiles', 'defaults']
    for (const key of Object.keys(written).filter(one => !shared.includes(one)))
      notebook.tell('include-holds-more', { file, key }, spotOf(raw, [key], 'key'))
  }

  return { read, gathered: (): Gathered => ({ documents, complete }) }
}
