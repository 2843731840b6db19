/** What there is to tell about signing in to Exchange: the rule in the spec, what it names, and Entra's answers. */
import type { Catalogue } from './words.js'

/** Rules that do not fit together. */
const rules = {
  'secret-in-spec': {
    severity: 'error',
    message:
      'A secret stands behind `{key}` in the spec, where everybody with the repository reads it.',
    remedy:
      'Write `{key}: env:NAME` and set that variable where devicemail runs. What was committed is known: replace the secret itself too.',
  },
  'sign-in-id-not-valid': {
    severity: 'error',
    message: '`{key}` is {value}, which is no id of an application or directory.',
    remedy:
      'Write the id as the Entra admin centre shows it (00000000-0000-0000-0000-000000000000), or `env:NAME`.',
  },
  'certificate-not-named': {
    severity: 'error',
    message: 'The sign-in by certificate names no certificate.',
    remedy:
      'Write `certificate: file:app.pfx`, `certificate: env:NAME` (the file in base64), or on Windows `thumbprint:`.',
  },
  'certificate-named-twice': {
    severity: 'error',
    message: 'The sign-in names a certificate and a thumbprint, so it is not clear which is meant.',
    remedy: 'Take away `certificate:` or `thumbprint:`.',
  },
  'certificate-reference-not-valid': {
    severity: 'error',
    message: '`certificate` says neither `file:` nor `env:`.',
    remedy:
      'Write `certificate: file:app.pfx`, relative to the folder of the spec, or `certificate: env:NAME` with the file in base64.',
  },
  'password-without-file': {
    severity: 'error',
    message: 'A certificate in the store of Windows needs no password, and `password` is given.',
    remedy: 'Take `password:` away, or name the certificate by `certificate: file:app.pfx`.',
  },
  'thumbprint-needs-powershell': {
    severity: 'error',
    message: 'The driver rest cannot use a certificate in the store of Windows.',
    remedy: 'Write `certificate: file:app.pem`, or `driver: powershell`.',
  },
  'assertion-named-twice': {
    severity: 'error',
    message:
      'The workload identity names `token` and `tokenFile`, so it is not clear which is meant.',
    remedy: 'Take one of the two away.',
  },
  'delegated-token-missing': {
    severity: 'error',
    message: 'The delegated sign-in is by access token and names none.',
    remedy: 'Write `token: env:NAME`, or `by: browser`.',
  },
  'delegated-token-unused': {
    severity: 'error',
    message: 'The delegated sign-in is by {by}, so its `token` would not be used.',
    remedy: 'Take `token:` away, or write `by: access-token`.',
  },
} as const satisfies Catalogue

/** What a rule names and this machine lacks. */
const lookUps = {
  'sign-in-not-given': {
    severity: 'error',
    message: 'The spec does not say how to sign in to Exchange, and nobody sits here to be asked.',
    remedy:
      'Write `auth:` under `tenant.exchange`, with `way:` workload-identity, certificate, managed-identity or access-token; docs/sign-in.md sets each up.',
  },
  'sign-in-needs-person': {
    severity: 'error',
    message: 'This sign-in asks a person, and nobody sits here to be asked.',
    remedy:
      'Run it at a terminal, or write `way:` workload-identity, certificate, managed-identity or access-token for a pipeline.',
  },
  'sign-in-variable-empty': {
    severity: 'error',
    message:
      'The environment variable {name}, which `{key}` of the sign-in names, is not set or empty.',
    remedy:
      'Set {name} where devicemail runs. Pipelines give secrets only to jobs that ask for them, and never to forks.',
  },
  'sign-in-file-missing': {
    severity: 'error',
    message: 'The file {path}, which `{key}` of the sign-in names, does not exist.',
    remedy: 'Put the file there, or correct the path; it is relative to the folder of the spec.',
  },
  'sign-in-file-unreadable': {
    severity: 'error',
    message: 'The file {path}, which `{key}` of the sign-in names, cannot be read ({text}).',
    remedy: 'Let the user that runs devicemail read the file, and nobody else.',
  },
  'certificate-not-pfx': {
    severity: 'error',
    message:
      'The certificate for the sign-in is {form}, and PowerShell takes only PKCS#12 (a PFX file with certificate and private key).',
    remedy:
      'Convert it: `openssl pkcs12 -export -in app.pem -out app.pfx`, with `-inkey app.key` where the key is a file of its own, and name its password by `password: env:NAME`. A variable holds the file in base64. The driver rest takes PEM as it is.',
  },
  'thumbprint-needs-windows': {
    severity: 'error',
    message: 'A thumbprint names a certificate in the store of Windows, and this is {platform}.',
    remedy:
      'Write `certificate: file:app.pfx` with `password: env:NAME` instead, which works everywhere.',
  },
  'github-gives-no-token': {
    severity: 'error',
    message: 'This GitHub job may not ask for a token that says who it is.',
    remedy:
      'Give the job `permissions: { id-token: write, contents: read }`. Pull requests from forks never get one.',
  },
  'pipeline-gives-no-token': {
    severity: 'error',
    message: 'The workload identity finds no token of a pipeline in the environment.',
    remedy:
      'In GitLab, declare `id_tokens:` and write `token: env:NAME` with its name; elsewhere write `tokenFile:` with the file that holds the token.',
  },
} as const satisfies Catalogue

/** What a token could not be had for. */
const tokens = {
  'certificate-not-pem': {
    severity: 'error',
    message: 'The certificate for the sign-in is no PEM file with certificate and private key.',
    remedy:
      'Convert it: `openssl pkcs12 -in app.pfx -out app.pem -nodes`. The driver powershell takes the PFX as it is.',
  },
  'certificate-without-key': {
    severity: 'error',
    message: 'The certificate for the sign-in comes without its private key.',
    remedy:
      'Put both into one PEM file, certificate and key: `openssl pkcs12 -in app.pfx -out app.pem -nodes`.',
  },
  'certificate-not-opened': {
    severity: 'error',
    message: 'The private key of the certificate does not open with the password that was given.',
    remedy: 'Set the variable that `password` names to the password of this file, or correct it.',
  },
  'certificate-run-out': {
    severity: 'error',
    message: 'The certificate for the sign-in ran out on {validTo}.',
    remedy:
      'Make a new one, upload its public part to the app registration, and put it where the old one is.',
  },
  'access-token-run-out': {
    severity: 'error',
    message: 'The access token that was handed over ran out on {expiresOn}.',
    remedy: 'Hand over a new one; it lasts about an hour. Other ways of signing in renew theirs.',
  },
  'managed-identity-missing': {
    severity: 'error',
    message: 'This machine has no managed identity to sign in with.',
    remedy:
      'Switch the identity on at the Azure machine or app that runs this, write the `clientId` of the right one where there are several, or sign in another way.',
  },
  'github-refuses-token': {
    severity: 'error',
    message: 'GitHub answers {status} when asked for the token that says who this job is.',
    remedy: 'Give the job `permissions: { id-token: write, contents: read }` and run it again.',
  },
  'pipeline-token-empty': {
    severity: 'error',
    message: 'The token of the pipeline, which {source} should give, is empty or cannot be read.',
    remedy: 'Look at the step that makes the token; it must run in the same job as devicemail.',
  },
  'entra-app-not-in-tenant': {
    severity: 'error',
    message: 'Entra does not know the application {app} in {organization} ({code}).',
    remedy:
      'Correct the id or `organization:`. An application of another tenant must first be consented to here.',
  },
  'entra-app-disabled': {
    severity: 'error',
    message: 'The application {app} is disabled in Entra ({code}).',
    remedy: 'Under Enterprise applications, allow its users to sign in, or use another one.',
  },
  'entra-certificate-not-known': {
    severity: 'error',
    message: 'Entra does not accept this certificate for the application {app} ({code}).',
    remedy:
      'Upload the public part of exactly this certificate under Certificates & secrets of the app registration.',
  },
  'entra-pipeline-not-trusted': {
    severity: 'error',
    message: 'The application {app} does not trust this pipeline ({text}).',
    remedy:
      'Add a federated credential to the app registration whose issuer, subject and audience are those named here, letter for letter; branch, pull request and environment are different subjects.',
  },
  'entra-assertion-out-of-time': {
    severity: 'error',
    message: 'The token of the pipeline has run out or is not yet valid ({code}).',
    remedy: 'Start the job again, make the token just before devicemail runs, and check the clock.',
  },
  'entra-tenant-not-known': {
    severity: 'error',
    message: 'Entra knows no directory {organization} in this cloud ({code}).',
    remedy: 'Correct `organization:` or `tenantId:`, and see whether `cloud:` is the right one.',
  },
  'entra-tenant-without-exchange': {
    severity: 'error',
    message: 'The directory {organization} has no Exchange Online ({code}).',
    remedy: 'See whether this is the right tenant, and that it has a licence with Exchange Online.',
  },
  'entra-consent-missing': {
    severity: 'error',
    message: 'No administrator has consented to what {app} needs ({code}).',
    remedy:
      'Grant admin consent for Exchange.ManageAsApp under API permissions of the app registration.',
  },
  'entra-policy-blocks': {
    severity: 'error',
    message: 'A policy of the tenant does not allow this sign-in ({code}).',
    remedy:
      'Sign in as the policy asks (`way: browser` allows a second factor), or except this application from the Conditional Access policy.',
  },
  'entra-refuses': {
    severity: 'error',
    message: 'Entra refuses the sign-in: {text}',
    remedy:
      'Look {code} up at https://login.microsoftonline.com/error?code={number}, and set that right.',
  },
  'sign-in-failed': {
    severity: 'error',
    message: 'The sign-in to Exchange failed: {text}',
    remedy:
      'Check `auth:` under `tenant.exchange` and what it names, step by step with docs/sign-in.md.',
  },
} as const satisfies Catalogue

export const signInFindings = { ...rules, ...lookUps, ...tokens } as const satisfies Catalogue
