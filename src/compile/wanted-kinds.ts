/** Picks things of one kind out of all that is wanted, with their type. */
import type { DesiredConnector } from '../resources/inbound-connector.js'
import type { Wanted } from '../resources/resource.js'
import type { DesiredMailbox } from '../resources/shared-mailbox.js'
import type { DesiredSmtpAuth } from '../resources/smtp-auth.js'
import type { DesiredSpf } from '../resources/spf-record.js'

interface DesiredByKind {
  readonly 'inbound-connector': DesiredConnector
  readonly 'shared-mailbox': DesiredMailbox
  readonly 'smtp-auth': DesiredSmtpAuth
  readonly 'spf-record': DesiredSpf
}

export function wantedOf<Kind extends keyof DesiredByKind>(
  wanted: readonly Wanted[],
  kind: Kind,
): readonly Wanted<DesiredByKind[Kind]>[] {
  return wanted.filter((one): one is Wanted<DesiredByKind[Kind]> => one.kind === kind)
}
