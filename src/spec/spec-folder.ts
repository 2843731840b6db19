/**
 * The folder of a spec, as reading needs it: the names in it, and files by path.
 * `openSpecFolder` (folder.ts) gives the one on disk; a test gives a map of texts.
 */

/** Why a file gives no bytes. */
export type Unread = 'missing' | 'outside' | 'not-a-file' | 'too-large' | 'unreadable'

export interface SpecFolder {
  /** The last part of the folder's path: the tenant's name where none is written. */
  readonly name: string
  /** The names of the files in it, in any order; or why there are none. */
  list(): readonly string[] | 'missing' | 'not-a-folder' | 'unreadable'
  /** A file by its path, relative to the folder, with forward slashes. Links are followed inside the repository. */
  read(path: string): Uint8Array | Unread
}

/** Two thousand devices are about 300 KB. */
export const largestFileMegabytes = 4
