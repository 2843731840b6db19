/** The Entra side of a stack: what its configuration asks for, and the ids that come of it. */
import * as pulumi from '@pulumi/pulumi'
import type { MailDevices } from '../mail-devices.js'
import { DeviceApplication } from './device-application.js'
import { PipelineIdentity } from './pipeline-identity.js'
import type { EntraSettings } from './settings.js'

export interface ApplicationOutput {
  readonly clientId: pulumi.Output<string>
  readonly objectId: pulumi.Output<string>
  /** The mailboxes that it may send as. */
  readonly sendAs: readonly string[]
  /** What a person still has to run in Exchange Online PowerShell; [] is nothing. */
  readonly toDo: pulumi.Output<readonly string[]>
}

export interface EntraOutputs {
  readonly pipelines: Readonly<Record<string, { readonly clientId: pulumi.Output<string> }>>
  readonly applications: Readonly<Record<string, ApplicationOutput>>
}

/** `mail` is the tenant of the stack; null where the stack has no spec. */
export function registerEntra(
  { pipelines, applications }: EntraSettings,
  mail: MailDevices | null,
): EntraOutputs {
  return {
    pipelines: mapped(pipelines, (name, { role, from }) => {
      const { clientId } = new PipelineIdentity(name, { role, pipeline: from })
      return { clientId }
    }),
    applications: mapped(applications, (name, { allowedBy, sendAs }) => {
      const mailboxes = sendAs ?? mailboxesOf(name, mail)
      const { clientId, objectId, toDo } = new DeviceApplication(name, {
        allowedBy,
        sendAs: mailboxes,
        mail,
      })
      return { clientId, objectId, sendAs: mailboxes, toDo }
    }),
  }
}

/** An application that is called like a device is that device's. */
function mailboxesOf(name: string, mail: MailDevices | null): readonly string[] {
  const signIn = mail?.signInOf(name) ?? null
  if (signIn !== null) return [signIn]
  const error = new pulumi.RunError(
    `devicemail:entra.applications.${name}: no device "${name}" of the spec signs in to a mailbox, so it is not known which ones it sends as. Write sendAs: [payroll@contoso.com], with the addresses of the mailboxes.`,
  )
  // A stack tells a person nothing here, and Pulumi's runner takes seconds to colour it.
  error.stack = ''
  throw error
}

function mapped<From, To>(
  all: Readonly<Record<string, From>>,
  make: (name: string, one: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, make(name, one)]))
}
