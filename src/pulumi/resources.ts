/**
 * The kinds as classes, for people who write a Pulumi program of their own.
 *
 * A class says nothing new about its kind: what may be written is the kind's
 * `Desired`, with IP ranges as texts, and what most people leave out has the
 * value that the spec gives it. `MailDevices` needs none of them: it registers
 * whatever the spec asks for.
 *
 * Properties stand as `declare`: a field that is emitted would overwrite the
 * output with undefined.
 */
import * as pulumi from '@pulumi/pulumi'
import type { IpRange } from '../mail/ip-range.js'
import { spfInclude } from '../mail/limits.js'
import { buildSpf } from '../mail/spf.js'
import type { DesiredDirectSendGuard } from '../resources/direct-send-guard.js'
import type { DesiredConnector } from '../resources/inbound-connector.js'
import type { DesiredMailbox } from '../resources/shared-mailbox.js'
import type { DesiredSmtpAuth } from '../resources/smtp-auth.js'
import type { DesiredSpf } from '../resources/spf-record.js'
import { typeToken } from './type-token.js'

type Plain<Value> = Value extends readonly (string | IpRange)[] ? readonly string[] : Value

type Written<Value> = Value extends readonly (string | IpRange)[]
  ? readonly pulumi.Input<string>[]
  : Value

type Inputs<Desired> = {
  readonly [Name in keyof Desired]: pulumi.Input<Written<Desired[Name]>>
}

/** What a kind wants, where some properties may be left out. */
export type Args<Desired, Optional extends keyof Desired> = Omit<Inputs<Desired>, Optional> &
  Partial<Pick<Inputs<Desired>, Optional>>

export type Outputs<Desired, Name extends keyof Desired> = pulumi.Output<Plain<Desired[Name]>>

/** How a thing that exists already becomes ours. Only texts of the program itself consent. */
export interface Consent {
  /** Takes over a thing that nobody owns. */
  readonly adopt?: boolean
  /** Takes over a thing that bears this other spec's mark. */
  readonly takeFrom?: string
  /** The key under which the same thing stood before. */
  readonly formerly?: string
}

export type InboundConnectorArgs = Consent &
  Args<DesiredConnector, 'site' | 'certificate' | 'enabled' | 'egressIps' | 'requireTls'>

/** Lets devices at a site relay mail through the tenant without a password. */
export class InboundConnector extends pulumi.CustomResource {
  declare readonly site: Outputs<DesiredConnector, 'site'>
  declare readonly certificate: Outputs<DesiredConnector, 'certificate'>
  declare readonly name: Outputs<DesiredConnector, 'name'>
  declare readonly enabled: Outputs<DesiredConnector, 'enabled'>
  declare readonly egressIps: Outputs<DesiredConnector, 'egressIps'>
  declare readonly requireTls: Outputs<DesiredConnector, 'requireTls'>

  constructor(name: string, args: InboundConnectorArgs, options?: pulumi.CustomResourceOptions) {
    const usual = { site: null, certificate: null, enabled: true, egressIps: [], requireTls: false }
    super(typeToken('inbound-connector'), name, { ...usual, ...args }, options)
  }
}

export type SharedMailboxArgs = Consent &
  Args<DesiredMailbox, 'aliases' | 'members' | 'hidden' | 'smtpAuth' | 'signInName'>

/** An address that devices send as, whose replies people can read; no licence is needed. */
export class SharedMailbox extends pulumi.CustomResource {
  declare readonly address: Outputs<DesiredMailbox, 'address'>
  declare readonly displayName: Outputs<DesiredMailbox, 'displayName'>
  declare readonly aliases: Outputs<DesiredMailbox, 'aliases'>
  declare readonly members: Outputs<DesiredMailbox, 'members'>
  declare readonly hidden: Outputs<DesiredMailbox, 'hidden'>
  declare readonly smtpAuth: Outputs<DesiredMailbox, 'smtpAuth'>
  declare readonly signInName: Outputs<DesiredMailbox, 'signInName'>

  constructor(name: string, args: SharedMailboxArgs, options?: pulumi.CustomResourceOptions) {
    const usual = { aliases: [], members: [], hidden: true, smtpAuth: false, signInName: null }
    const kept = { retainOnDelete: true, ...options }
    super(typeToken('shared-mailbox'), name, { ...usual, ...args }, kept)
  }
}

export type SmtpAuthArgs = Inputs<DesiredSmtpAuth>

/** Lets a device sign in to a mailbox that is not ours, to send as it. */
export class SmtpAuth extends pulumi.CustomResource {
  declare readonly address: Outputs<DesiredSmtpAuth, 'address'>
  declare readonly enabled: Outputs<DesiredSmtpAuth, 'enabled'>

  constructor(name: string, args: SmtpAuthArgs, options?: pulumi.CustomResourceOptions) {
    super(typeToken('smtp-auth'), name, { ...args }, { retainOnDelete: true, ...options })
  }
}

export type SpfRecordArgs = Args<DesiredSpf, 'includes' | 'all' | 'weaken' | 'managed' | 'record'>

/** Says in the DNS which addresses may send mail of a domain, so that it is not taken for junk. */
export class SpfRecord extends pulumi.CustomResource {
  declare readonly domain: Outputs<DesiredSpf, 'domain'>
  declare readonly terms: Outputs<DesiredSpf, 'terms'>
  declare readonly includes: Outputs<DesiredSpf, 'includes'>
  declare readonly all: Outputs<DesiredSpf, 'all'>
  declare readonly weaken: Outputs<DesiredSpf, 'weaken'>
  declare readonly managed: Outputs<DesiredSpf, 'managed'>
  declare readonly record: Outputs<DesiredSpf, 'record'>

  constructor(name: string, args: SpfRecordArgs, options?: pulumi.CustomResourceOptions) {
    const includes = [`include:${spfInclude.worldwide.value}`]
    const usual = { includes, all: 'keep' as const, weaken: null, managed: true }
    const whole = { ...usual, ...args }
    super(typeToken('spf-record'), name, { record: firstRecord(whole), ...whole }, options)
  }
}

export type DirectSendGuardArgs = Inputs<DesiredDirectSendGuard>

/** Refuses anonymous mail that claims to come from inside, unless a connector knows the sender. */
export class DirectSendGuard extends pulumi.CustomResource {
  declare readonly organization: Outputs<DesiredDirectSendGuard, 'organization'>
  declare readonly rejectDirectSend: Outputs<DesiredDirectSendGuard, 'rejectDirectSend'>

  constructor(name: string, args: DirectSendGuardArgs, options?: pulumi.CustomResourceOptions) {
    super(typeToken('direct-send-guard'), name, { ...args }, { retainOnDelete: true, ...options })
  }
}

/** The record of a domain that has none; what is there already is merged in by the provider. */
function firstRecord(
  args: Pick<Inputs<DesiredSpf>, 'terms' | 'includes' | 'all'>,
): pulumi.Output<string> {
  return pulumi
    .all([pulumi.output(args.terms), pulumi.output(args.includes), args.all])
    .apply(([terms, includes, all]) =>
      buildSpf([...terms, ...includes, all === 'fail' ? '-all' : '~all']),
    )
}
