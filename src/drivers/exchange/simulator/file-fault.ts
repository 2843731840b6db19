/** A file that cannot be read or written, as a fault of the world: no right, no room, no such folder. */
import { Fault } from '../../fault.js'

export function fileFault(error: unknown, path: string): unknown {
  const code = codeOf(error)
  if (error instanceof Fault || code === '' || !(error instanceof Error)) return error
  return new Fault({
    kind: ['EACCES', 'EPERM', 'EROFS'].includes(code) ? 'denied' : 'rejected',
    operation: 'keep the simulated tenant',
    type: code,
    text: `${path} cannot be used (${code}). Make it a file that may be read and written.`,
    cause: error,
  })
}

/** The code of an error of the file system; '' for any other. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
