/** The Entra side of a stack: what its configuration asks for, and the ids that come of it. */
import type * as pulumi from '@pulumi/pulumi'
import { DeviceApplication } from './device-application.js'
import { PipelineIdentity } from './pipeline-identity.js'
import type { EntraSettings } from './settings.js'

export interface EntraOutputs {
  readonly pipelines: Readonly<Record<string, { readonly clientId: pulumi.Output<string> }>>
  readonly applications: Readonly<
    Record<
      string,
      { readonly clientId: pulumi.Output<string>; readonly objectId: pulumi.Output<string> }
    >
  >
}

export function registerEntra({ pipelines, applications }: EntraSettings): EntraOutputs {
  return {
    pipelines: mapped(pipelines, (name, { role, from }) => {
      const { clientId } = new PipelineIdentity(name, { role, pipeline: from })
      return { clientId }
    }),
    applications: mapped(applications, (name, { allowedBy }) => {
      const { clientId, objectId } = new DeviceApplication(name, { allowedBy })
      return { clientId, objectId }
    }),
  }
}

function mapped<From, To>(
  all: Readonly<Record<string, From>>,
  make: (name: string, one: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, make(name, one)]))
}
