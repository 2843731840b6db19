/**
 * A whole tenant's mail of devices as one component: give it the folder of a
 * spec, or a spec made by the program, and it registers what must exist.
 *
 *   const mail = new MailDevices('contoso', { spec: 'stacks/contoso' })
 *   export const devices = mail.devices
 *
 * It reads text alone. What the tenant has to say against it (a domain that is
 * not accepted, an address that a person holds) comes from the provider: as an
 * answer to `getTenant` here, and as a refusal where it would write.
 */
import * as pulumi from '@pulumi/pulumi'
import type { Finding } from '../findings.js'
import { keyFrom } from '../resources/key.js'
import { SharedMailbox } from '../resources/shared-mailbox.js'
import { withEndpoints } from '../run/endpoints.js'
import { deviceSettings, type DeviceSettings } from './device-outputs.js'
import { tell } from './diagnostics.js'
import { nameOf, register } from './register.js'
import { resourceAt } from './resource-at.js'
import { openSource, sourceText, type SpecSource } from './spec-source.js'
import { spfOutputs, type SpfOutput } from './spf-outputs.js'
import { Provider } from './tenant-provider.js'
import { askTenant } from './tenant-answer.js'
import { typeToken } from './type-token.js'
import { unplaced } from './unplaced.js'

export interface MailDevicesArgs {
  /** The folder of the spec, relative to Pulumi.yaml; or the spec itself. */
  readonly spec: SpecSource
}

export class MailDevices extends pulumi.ComponentResource {
  /** What to type into each device, and why it sends that way. */
  readonly devices: pulumi.Output<Readonly<Record<string, DeviceSettings>>>
  /** The SPF record of each domain: as it is after the update, or as a person must write it. */
  readonly spfRecords: Readonly<Record<string, SpfOutput>>
  /** Makes single things in the same tenant, beside those of the spec. */
  readonly provider: Provider
  /** The mailbox that a device signs in to; null where it signs in to none. */
  readonly signInOf: (device: string) => string | null
  /** The mailbox that the spec makes for an address, for what must wait for it. */
  readonly mailboxAt: (address: string) => pulumi.Resource | undefined

  constructor(name: string, args: MailDevicesArgs, options?: pulumi.ComponentResourceOptions) {
    super(typeToken('tenant'), name, {}, options)
    const opened = openSource(args.spec, pulumi.getRootDirectory(), name)
    const { folder } = opened
    if (opened.state === 'faulty') {
      tell(opened.findings, folder, () => this)
      throw faulty(folder, opened.findings)
    }
    const { stack } = opened
    const { organization } = stack.spec.tenant
    const spec = sourceText(args.spec)
    const provider = unplaced(() => new Provider(name, { spec, organization }, { parent: this }))
    const resources = register({ name, tenant: this, provider }, stack.compiled.wanted)
    this.provider = provider
    this.signInOf = device =>
      stack.compiled.decisions.find(one => one.device === device)?.signIn ?? null
    this.mailboxAt = address =>
      resources.get(nameOf({ kind: SharedMailbox.name, key: keyFrom(address) }))
    tell(stack.findings, folder, one => resourceAt(one.place, stack, resources) ?? this)

    const answer = askTenant(provider, this)
    this.devices = answer.apply(({ mxEndpoints }) =>
      deviceSettings(withEndpoints(stack.compiled.decisions, new Map(Object.entries(mxEndpoints)))),
    )
    this.spfRecords = spfOutputs(stack.compiled.wanted, resources, answer)
    void answer.apply(({ findings }) => {
      tell(findings, folder, one => resourceAt(one.place, stack, resources) ?? this)
    })
    // Nothing here: the program puts them out, and the state need not hold them twice.
    this.registerOutputs({})
  }
}

function faulty(folder: string, findings: readonly Finding[]): pulumi.RunError {
  const count = findings.filter(one => one.severity === 'error').length
  const faults = count === 1 ? 'a fault' : `${count} faults`
  const error = new pulumi.RunError(`The spec ${folder} has ${faults}; nothing was changed.`)
  // A stack tells a person nothing here, and Pulumi's runner takes seconds to colour it.
  error.stack = ''
  return error
}
