/**
 * Findings as Pulumi's diagnostics: under the resource they are about, with the
 * line of the spec that they are written at. Lines stand here only, never in an
 * input or output: a line that moves in a file is no change.
 */
import * as pulumi from '@pulumi/pulumi'
import type { Finding, Place, Severity } from '../findings.js'
import { placeText, sentence } from '../report/wording.js'

const levels: Readonly<Record<Severity, typeof pulumi.log.info>> = {
  error: pulumi.log.error,
  warning: pulumi.log.warn,
  information: pulumi.log.info,
}

export interface Diagnosable {
  readonly severity: Severity
  readonly message: string
  readonly remedy: string
  readonly place?: Place
}

export function tell(
  findings: readonly Diagnosable[],
  folder: string,
  about: (one: Diagnosable) => pulumi.Resource,
): void {
  for (const one of findings) void levels[one.severity](diagnosticText(one, folder), about(one))
}

/** `stacks/contoso/milan.yaml:9:3: what is wrong. What to do.` */
function diagnosticText(
  { message, remedy, place }: Omit<Finding, 'code' | 'severity'>,
  folder: string,
): string {
  const where = place ? `${folder}/${placeText(place, true)}: ` : ''
  return `${where}${sentence(message)} ${sentence(remedy)}`
}
