/**
 * The identity of a pipeline: an application without a secret, which a token of
 * GitHub or GitLab signs in to.
 *
 * Working by PowerShell without a person needs both: the app role
 * Exchange.ManageAsApp (without it 401) and a directory role (without it 403).
 * Keep it in a stack of its own: a stack never signs in with an application that
 * it creates itself.
 */
import * as azuread from '@pulumi/azuread'
import * as pulumi from '@pulumi/pulumi'
import { typeToken } from '../type-token.js'
import { registerApplication } from './application.js'
import { federationOf, type Pipeline } from './federation.js'

/** Template ids of directory roles, which are the same in every tenant. */
const directoryRoles = {
  'exchange-administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'global-reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
} as const

export type DirectoryRole = keyof typeof directoryRoles

export interface PipelineIdentityArgs {
  readonly pipeline: Pipeline
  readonly role: DirectoryRole
}

export class PipelineIdentity extends pulumi.ComponentResource {
  /** What the spec takes as `clientId` of `workload-identity`. */
  readonly clientId: pulumi.Output<string>

  constructor(name: string, args: PipelineIdentityArgs, options?: pulumi.ComponentResourceOptions) {
    super(typeToken('pipeline-identity'), name, {}, options)
    const { application, principal } = registerApplication(name, 'Exchange.ManageAsApp', this)
    new azuread.DirectoryRoleAssignment(
      name,
      { roleId: directoryRoles[args.role], principalObjectId: principal.objectId },
      { parent: this },
    )
    new azuread.ApplicationFederatedIdentityCredential(
      name,
      {
        applicationId: application.id,
        displayName: name,
        ...federationOf(args.pipeline),
        audiences: ['api://AzureADTokenExchange'],
      },
      { parent: this },
    )
    this.clientId = application.clientId
    this.registerOutputs({})
  }
}
