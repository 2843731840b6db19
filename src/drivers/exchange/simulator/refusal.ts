/**
 * How the simulated service says no. A refusal carries the exception's type,
 * because real texts are localised and the type is what may be matched. Where
 * the true text is not public the type begins with `Devicemail.Simulator.`, so
 * that nobody takes ours for Microsoft's. The port makes a `Fault` of it.
 */
import type { FaultKind } from '../../fault.js'

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly kind: FaultKind
  readonly type: string

  constructor(kind: FaultKind, type: string, text: string) {
    super(text)
    this.kind = kind
    this.type = type
  }
}

/** A refusal whose true text or type is not public. */
export function invented(kind: 'rejected' | 'conflict' | 'not-found', name: string, text: string) {
  return new Refusal(kind, `Devicemail.Simulator.${name}`, text)
}

export function notFound(identity: string): Refusal {
  return new Refusal(
    'not-found',
    'Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException',
    `The operation couldn't be performed because object '${identity}' couldn't be found on 'simulator'.`,
  )
}

export function ambiguous(identity: string): Refusal {
  return invented('rejected', 'AmbiguousIdentity', `'${identity}' names more than one object.`)
}

/** An address that a mailbox, a group or a contact holds. */
export function addressInUse(address: string, holder: string): Refusal {
  return new Refusal(
    'conflict',
    'ProxyAddressExistsException',
    `The proxy address "SMTP:${address}" is already being used by "${holder}". ` +
      'Please choose another proxy address.',
  )
}

/** The address that would follow from an alias. */
export function impliedAddressInUse(address: string): Refusal {
  return new Refusal(
    'conflict',
    'ProxyAddressExistsException',
    `The proxy address "SMTP:${address}" is already being used by the proxy addresses or ` +
      'LegacyExchangeDN. Please choose another proxy address.',
  )
}

/** A property that an object outside Exchange's own list holds: an account in Entra, a public folder. */
export function propertyInUse(property: string, holder: string | null): Refusal {
  const conflicting = holder === null ? '' : ` ConflictingObject: ${holder}`
  return new Refusal(
    'conflict',
    'ProxyAddressExistsException',
    `Another object with the same value for property ${property} already exists.${conflicting}`,
  )
}

export function nameInUse(name: string): Refusal {
  return invented('conflict', 'NameInUse', `The name "${name}" is already being used.`)
}

export function notAccepted(domain: string): Refusal {
  return new Refusal(
    'rejected',
    'NotAcceptedDomainException',
    `You can't use the domain because it's not an accepted domain for your organization: ${domain}.`,
  )
}

export function unknownParameter(parameter: string): Refusal {
  return new Refusal(
    'rejected',
    'Microsoft.Exchange.AdminApi.CommandInvocation.AmbiguousParameterSetException',
    'Parameter set cannot be resolved using the specified named parameters. ' +
      `Invalid cmdlet parameters specified. ${parameter}`,
  )
}

export function wrongValue(parameter: string, value: unknown, type: string): Refusal {
  return new Refusal(
    'rejected',
    'Microsoft.Exchange.AdminApi.CommandInvocation.ParameterTransformationException',
    `Cannot process argument transformation on parameter '${parameter}'. ` +
      `Cannot convert value ${JSON.stringify(value) || 'nothing'} to type "${type}".`,
  )
}

export function notRecognized(cmdlet: string): Refusal {
  return new Refusal(
    'denied',
    'System.Management.Automation.CommandNotFoundException',
    `The term '${cmdlet}' is not recognized as a name of a cmdlet`,
  )
}

export function forbidden(cmdlet: string): Refusal {
  return new Refusal('denied', 'Forbidden', `403: User is not allowed to call ${cmdlet}`)
}

export function dehydrated(): Refusal {
  return new Refusal(
    'rejected',
    'InvalidOperationInDehydratedContextException',
    'The command you tried to run is not allowed yet: you first need to run the command: ' +
      'Enable-OrganizationCustomization.',
  )
}
