/**
 * Every kind there is, in the order in which things are created: what others
 * lean on comes first. Adding a kind is one line here.
 *
 * Two tables, since they are looked for by different people. What a spec can ask
 * for is read in every plan of every tenant. What stands around an application of
 * Entra is made by a Pulumi program alone: its ids are known only there, and
 * looking at it takes rights that nobody else needs.
 */
import { DirectSendGuard } from './direct-send-guard.js'
import { ExchangeServicePrincipal } from './exchange-service-principal.js'
import { InboundConnector } from './inbound-connector.js'
import { ManagementScope } from './management-scope.js'
import type { AnyKind } from './resource.js'
import { SharedMailbox } from './shared-mailbox.js'
import { SmtpAuth } from './smtp-auth.js'
import { SmtpSendAsApp } from './smtp-send-as-app.js'
import { SpfRecord } from './spf-record.js'

/** What a spec can ask for. */
export const kinds: readonly AnyKind[] = Object.freeze([
  InboundConnector,
  SharedMailbox,
  SmtpAuth,
  SpfRecord,
  DirectSendGuard,
])

/** What only a program asks for, around an application of Entra. */
export const applicationKinds: readonly AnyKind[] = Object.freeze([
  ExchangeServicePrincipal,
  ManagementScope,
  SmtpSendAsApp,
])

/** What a program can ask for. */
export const everyKind: readonly AnyKind[] = Object.freeze([...kinds, ...applicationKinds])
