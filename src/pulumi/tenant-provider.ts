/**
 * The provider of one tenant, for programs that speak to several.
 *
 * Its arguments are plain texts and never outputs: what is unknown would leave
 * the provider unconfigured in previews. They stand in the state, so they are
 * relative and hold no secret; whatever else the provider needs stands in the spec.
 */
import * as pulumi from '@pulumi/pulumi'
import { sourceText, type SpecSource } from './spec-source.js'

export interface ProviderArgs {
  /** The folder of the spec, relative to Pulumi.yaml; or the spec itself. It need not name a device. */
  readonly spec: SpecSource
  readonly organization: string
}

export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs, options?: pulumi.ResourceOptions) {
    super('devicemail', name, { ...args, spec: sourceText(args.spec) }, options)
  }
}
