/**
 * The schema of the package, from the tables of fields: what a program may write
 * and what it gets back. Editors and `pulumi import` read it.
 */
import type { AnyField, Json } from '../resources/field.js'
import { entries } from '../resources/field-table.js'
import { everyKind } from '../resources/kinds.js'
import type { AnyKind } from '../resources/resource.js'
import { allowsNull, consents, inputFields, isRequired } from './codec/inputs.js'
import { typeToken } from './type-token.js'

type Part = Readonly<Record<string, Json>>

const settings: Part = {
  spec: {
    type: 'string',
    description: 'The folder of the spec, relative to Pulumi.yaml; or the spec itself, as JSON.',
  },
  organization: {
    type: 'string',
    description: 'The tenant, such as contoso.onmicrosoft.com; must be that of the spec.',
  },
}

export function packageSchema(version: string): Part {
  return {
    name: 'devicemail',
    version,
    description: 'The mail that devices send through Microsoft 365.',
    license: 'MIT',
    config: { variables: settings },
    provider: { inputProperties: settings, properties: settings, requiredInputs: ['spec'] },
    resources: Object.fromEntries(everyKind.map(kind => [typeToken(kind.name), resourceOf(kind)])),
    functions: {
      'devicemail:index:getTenant': {
        description: 'What the tenant says to the spec.',
        outputs: {
          properties: {
            organization: { type: 'string' },
            driver: { type: 'string' },
            acceptedDomains: listOf('string'),
            smtpAuthDisabled: { type: 'boolean' },
            rejectDirectSend: { type: 'boolean' },
            mxEndpoints: textByName,
            spfRecords: textByName,
            findings: anyList,
          },
          required: ['organization', 'driver', 'mxEndpoints', 'spfRecords', 'findings'],
        },
      },
      'devicemail:index:getDecision': {
        description: 'How a device sends, and why.',
        inputs: {
          properties: { device: { type: 'string', description: 'Its name in the spec.' } },
          required: ['device'],
        },
        outputs: {
          properties: {
            device: { type: 'string' },
            method: { type: 'string' },
            site: { type: 'string' },
            host: { type: 'string' },
            port: { type: 'number' },
            tls: { type: 'string' },
            user: { type: 'string' },
            checks: anyList,
            remarks: listOf('string'),
            findings: anyList,
          },
          required: ['device', 'checks', 'remarks', 'findings'],
        },
      },
    },
  }
}

const textByName: Part = { type: 'object', additionalProperties: { type: 'string' } }

const anyList: Part = { type: 'array', items: { $ref: 'pulumi.json#/Any' } }

function listOf(type: string): Part {
  return { type: 'array', items: { type } }
}

function resourceOf(kind: AnyKind): Part {
  const inputs = inputFields(kind)
  const written = inputs.map(([name, field]) => [name, propertyOf(field)] as const)
  const told = entries(kind.fields).map(([name, field]) => [name, propertyOf(field)] as const)
  return {
    description: kind.summary,
    inputProperties: { ...Object.fromEntries(written), ...consentProperties() },
    requiredInputs: inputs.flatMap(([name, field]) => (isRequired(field) ? [name] : [])),
    properties: { ...Object.fromEntries(told), ...(kind.owns === 'object' ? ownership : {}) },
    required: entries(kind.fields).flatMap(([name, { schema }]) =>
      allowsNull(schema) ? [] : [name],
    ),
  }
}

const ownership: Part = {
  mark: { type: 'string', description: 'Our mark as it bears it; nothing where it bears none.' },
  imported: { type: 'boolean', description: 'Imported, and not yet marked as ours.' },
}

function consentProperties(): Part {
  return Object.fromEntries(
    Object.entries(consents).map(([name, { type, about }]) => [name, { type, description: about }]),
  )
}

/** JSON Schema to that of Pulumi, which knows one type a property and no null. */
function propertyOf({ schema, about, constant }: AnyField): Part {
  const type = constant === undefined ? typeOf(schema) : typeOfConstant(constant)
  return { ...type, description: about }
}

function typeOf({ type, items }: AnyField['schema']): Part {
  if (type === 'array') return { type: 'array', items: items ?? { type: 'string' } }
  const types: readonly unknown[] = Array.isArray(type) ? type : [type]
  const one = types.find(name => typeof name === 'string' && name !== 'null')
  return { type: typeof one === 'string' ? one : 'string' }
}

function typeOfConstant(constant: unknown): Part {
  return Array.isArray(constant) ? listOf('string') : { type: typeof constant }
}
