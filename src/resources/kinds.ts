/**
 * Every kind there is, in the order in which things are created: what others
 * lean on comes first. Adding a kind is one line here.
 */
import { DirectSendGuard } from './direct-send-guard.js'
import { InboundConnector } from './inbound-connector.js'
import type { AnyKind } from './resource.js'
import { SharedMailbox } from './shared-mailbox.js'
import { SmtpAuth } from './smtp-auth.js'
import { SpfRecord } from './spf-record.js'

export const kinds: readonly AnyKind[] = Object.freeze([
  InboundConnector,
  SharedMailbox,
  SmtpAuth,
  SpfRecord,
  DirectSendGuard,
])
