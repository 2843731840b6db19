/**
 * `devicemail/pulumi`: the kinds as classes and a whole tenant as one component,
 * for people who write their own Pulumi program.
 */
export {
  ExchangeServicePrincipal,
  ManagementScope,
  SmtpSendAsApp,
  type ExchangeServicePrincipalArgs,
  type ManagementScopeArgs,
  type SmtpSendAsAppArgs,
} from './application-resources.js'
export type { DeviceSettings } from './device-outputs.js'
export { MailDevices, type MailDevicesArgs } from './mail-devices.js'
export {
  DirectSendGuard,
  InboundConnector,
  SharedMailbox,
  SmtpAuth,
  SpfRecord,
  type Consent,
  type DirectSendGuardArgs,
  type InboundConnectorArgs,
  type SharedMailboxArgs,
  type SmtpAuthArgs,
  type SpfRecordArgs,
} from './resources.js'
export type { SpecSource } from './spec-source.js'
export type { SpfOutput } from './spf-outputs.js'
export { Provider, type ProviderArgs } from './tenant-provider.js'
