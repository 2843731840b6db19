/**
 * How a driver signs in to Exchange. One way for everything, or one to read and
 * one to write, so that a pull request need not hold the right to change. What is
 * secret is named by `env:`; it never stands in the spec.
 */
import * as z from 'zod'
import { key, needed } from './parts.js'

const ways =
  'How to sign in: certificate, workload-identity (a pipeline), managed-identity (a machine in Azure), access-token, delegated (a partner), device-code or browser (a person).'

const way = <Way extends string>(name: Way) => needed(z.literal(name), ways, name)

const appId = '00000000-0000-0000-0000-000000000000'

const token = key(
  z.string(),
  'The variable that holds the token: of Exchange for access-token, of the pipeline for workload-identity.',
  'env:EXCHANGE_TOKEN',
)

const clientId = 'Application (client) id of the app registration or managed identity, or `env:`.'

const user = key(
  z.string(),
  'The address a person signs in with, to spare them typing it.',
  'admin@contoso.com',
)

const forms = z.discriminatedUnion('way', [
  z.strictObject({
    way: way('certificate'),
    appId: needed(z.string(), 'Application (client) id of the app registration, or `env:`.', appId),
    certificate: key(
      z.string(),
      'The certificate with its private key: `file:` with a path relative to the folder of the spec, or `env:` with the file in base64.',
      'file:app.pfx',
      'env:APP_CERTIFICATE',
    ),
    password: key(
      z.string(),
      'The variable that holds the password of the certificate.',
      'env:CERTIFICATE_PASSWORD',
    ),
    thumbprint: key(
      z.string(),
      'Instead of `certificate`, on Windows: which certificate of its store.',
      '0123456789ABCDEF0123456789ABCDEF01234567',
    ),
  }),
  z.strictObject({
    way: way('workload-identity'),
    clientId: needed(z.string(), clientId, appId),
    tenantId: key(
      z.string(),
      'Id of the directory, or one of its domains. Default: the organization.',
      appId,
    ),
    token,
    tokenFile: key(
      z.string(),
      'The file that holds the token of the pipeline, where neither GitHub nor Azure gives one.',
      '/var/run/secrets/pipeline/token',
    ),
  }),
  z.strictObject({
    way: way('managed-identity'),
    clientId: key(z.string(), clientId, appId),
  }),
  z.strictObject({
    way: way('access-token'),
    token: needed(token.unwrap(), 'The variable that holds the token.', 'env:EXCHANGE_TOKEN'),
  }),
  z.strictObject({
    way: way('delegated'),
    by: key(
      z.enum(['browser', 'device-code', 'access-token']),
      'How the person of the partner signs in. Default: browser.',
      'device-code',
    ),
    user,
    token,
  }),
  z.strictObject({ way: way('device-code'), user }),
  z.strictObject({ way: way('browser'), user }),
])

/** Ways that need nothing more said. */
const words = z.enum(['managed-identity', 'device-code', 'browser'])

const rule = z.union([words, forms])

const example = { way: 'workload-identity', clientId: appId }

export const authSchema = z.union([
  words,
  forms,
  z.strictObject({
    read: needed(rule, 'Signs in to look. Takes what `auth` itself takes, for one way.', example),
    write: needed(
      rule,
      'Signs in to change. Takes what `auth` itself takes, for one way.',
      example,
    ),
  }),
])

export const authExample = example

export type WrittenAuth = z.output<typeof authSchema>
export type WrittenSignIn = z.output<typeof rule>
