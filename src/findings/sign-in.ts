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

export const signInFindings = { ...rules, ...lookUps } as const satisfies Catalogue
