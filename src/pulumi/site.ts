/** A site in Pulumi's tree: what its devices need stands under it. It has no counterpart in the tenant. */
import * as pulumi from '@pulumi/pulumi'
import { typeToken } from './type-token.js'

export class Site extends pulumi.ComponentResource {
  constructor(name: string, options: pulumi.ComponentResourceOptions) {
    super(typeToken('site'), name, {}, options)
    this.registerOutputs({})
  }
}
