/** What there is to tell about who serves the DNS of a domain: the settings in the spec, and what they name. */
import type { Catalogue } from './words.js'

export const dnsFindings = {
  // The settings under `dns`.
  'subscription-not-valid': {
    severity: 'error',
    message: '`subscription` is {value}, which is no id of an Azure subscription.',
    remedy:
      'Write the id as the Azure portal shows it (00000000-0000-0000-0000-000000000000), or `env:NAME`.',
  },
  'access-key-half-named': {
    severity: 'error',
    message: 'The settings of Route 53 name `{named}` without `{missing}`.',
    remedy:
      'Name both, or none: then AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are taken where devicemail runs.',
  },
  'zone-not-above-domain': {
    severity: 'error',
    message: 'The zone {zone} cannot hold {domain}, since its name is not the end of that.',
    remedy:
      'Write the zone that {domain} belongs to, or leave `zone:` out: then it is found out, or the domain itself is meant.',
  },

  // What the settings name and this machine lacks.
  'dns-variable-empty': {
    severity: 'error',
    message:
      'The environment variable {name}, which `{key}` under `dns` of {domain} names, is not set or empty.',
    remedy:
      'Set {name} where devicemail runs. Pipelines give secrets only to jobs that ask for them, and never to forks.',
  },
  'dns-file-unreadable': {
    severity: 'error',
    message:
      'The file {path}, which `{key}` under `dns` of {domain} names, cannot be read ({why}).',
    remedy:
      'Put the file there and let the user that runs devicemail read it, and nobody else; the path is relative to the folder of the spec.',
  },
  'dns-file-empty': {
    severity: 'error',
    message: 'The file {path}, which `{key}` under `dns` of {domain} names, is empty.',
    remedy: 'Write the secret into it, and nothing else.',
  },
} as const satisfies Catalogue
