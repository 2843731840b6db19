/**
 * Writes that may come too early: what they lean on was just made, and Microsoft
 * takes minutes to spread it. Such a write finds nothing of that id, and nothing
 * changed; the engine tries it again for a while. The kind of the fault tells, and
 * never its text.
 */
import { Fault } from '../drivers/fault.js'
import type { Finding } from '../findings.js'

/** Does the write; not found is told as `why`, and as too early. */
export async function orTooEarly<Result>(write: Promise<Result>, why: Finding): Promise<Result> {
  try {
    return await write
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.kind !== 'not-found') throw fault
    const { kind, text, operation, type } = fault
    const told = type === undefined ? {} : { type }
    throw new Fault({ kind, text, operation, ...told, finding: why, tooEarly: true, cause: fault })
  }
}
