/**
 * One wanted thing as a resource, whatever its kind. Inputs are the kind's
 * fields as plain data and the consents of the spec; constants are the kind's
 * own business. What is nothing, or none, is left out: Check fills it in, and the
 * state keeps a note on the dependencies of each input that was given. The reasons (`because`) are no input: a line that moves in a
 * file is no change.
 */
import * as pulumi from '@pulumi/pulumi'
import type { Json } from '../resources/field.js'
import { toData } from '../resources/field-table.js'
import type { AnyKind, Wanted } from '../resources/resource.js'
import { typeToken } from './type-token.js'

export class WantedResource extends pulumi.CustomResource {
  constructor(name: string, kind: AnyKind, wanted: Wanted, options: pulumi.CustomResourceOptions) {
    super(typeToken(kind.name), name, inputsOf(kind, wanted), options)
  }

  /** A property as the tenant has it after the update. */
  output(path: string): pulumi.Output<unknown> {
    const outputs = this as unknown as Readonly<Record<string, pulumi.Output<unknown>>>
    return outputs[path] ?? pulumi.output<unknown>(null)
  }
}

function inputsOf(kind: AnyKind, wanted: Wanted): Readonly<Record<string, Json>> {
  const { desired, adopt, takeFrom, formerly } = wanted
  const fields = Object.entries(toData(kind.fields, desired)).filter(
    ([path, value]) => kind.fields[path]?.constant === undefined && !isNothing(value),
  )
  return {
    ...Object.fromEntries(fields),
    ...(adopt ? { adopt } : {}),
    ...(takeFrom === null ? {} : { takeFrom }),
    ...(formerly === null ? {} : { formerly }),
  }
}

function isNothing(value: Json): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}
