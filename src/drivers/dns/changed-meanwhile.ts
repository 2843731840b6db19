/** The fault of every zone whose set is another than the one that was read: nothing was written. */
import { finding } from '../../findings.js'
import { Fault } from '../fault.js'

export function changedMeanwhile(name: string): Fault {
  const why = finding('dns-changed-meanwhile', { name })
  return new Fault({
    kind: 'conflict',
    operation: 'replace TXT',
    text: why.message,
    type: why.code,
    finding: why,
  })
}
