/** What is told under a resource whose change is done: it fails nothing any more. */
import type { Finding } from '../../findings.js'
import { inFolder, type Session } from './session.js'
import { softened, told } from './told.js'

export function tellBeside({ narrator, settings }: Session, one: Finding, urn: string): void {
  const beside = softened(inFolder(settings.spec, one))
  narrator.tell(beside.severity, told(beside), urn)
}
