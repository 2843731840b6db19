/** What there is to tell about who serves the DNS of a domain: the settings in the spec, and what the world sees. */
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

  // What came between a look and a write.
  'dns-changed-meanwhile': {
    severity: 'error',
    message:
      'Somebody changed the TXT records of {name} after they were read for this run, so they were left as they are.',
    remedy:
      'Run `devicemail plan` again: it shows what they are now, and what is left to do. Then approve that.',
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

  // What the name servers of a zone say themselves.
  'dns-server-behind': {
    severity: 'warning',
    message:
      'The SPF record of {domain} is still {old} at {servers} (serial {serial}), but as wanted at {others} (serial {newest}).',
    remedy:
      'Wait for the next transfer of the zone {zone}; who asked there may keep the old answer until {until}. If it lasts, look at NOTIFY, `allow-transfer` and the serial on {servers}.',
  },
  'dns-record-not-served': {
    severity: 'warning',
    message:
      'What devicemail keeps for {domain} is not what the world sees: its SPF record is {old} at {servers} (serial {serial}).',
    remedy: '{cure} Who asked there may keep that answer until {until}.',
  },
  'dns-inner-zone-kept': {
    severity: 'warning',
    message:
      'The SPF record of {domain} is as wanted only inside this network; the world sees another: it is {old} at {servers}.',
    remedy: '{cure} Who asked there may keep that answer until {until}.',
  },
  'dns-inside-differs': {
    severity: 'information',
    message:
      'The resolver of this machine gives another SPF record for {domain} than {servers}: here it is {here}, there {there}.',
    remedy:
      'Receivers outside see what {servers} tell. If it was changed lately, run again after {until}, when no cache may keep the old one. Else the network here has a zone of its own for {domain}: write the record there too if anything inside judges mail by it.{further}',
  },
  'dns-servers-inside': {
    severity: 'information',
    message:
      'The name servers that were found for {zone} are inside this network ({servers}), so it is not known what the world sees for {domain}.',
    remedy:
      'Name a resolver that stands outside: `devicemail verify --resolver ADDRESS`, such as that of your provider.',
  },
  'dns-servers-unread': {
    severity: 'information',
    message: 'What {servers} would tell of {domain} could not be read: {why}.',
    remedy:
      'Let questions to port 53 out from here, over UDP and TCP, or run where they may go out; until then it is not known what receivers get there. A server that does not keep the zone belongs out of its NS records.',
  },
  'dns-servers-unknown': {
    severity: 'information',
    message: 'It is not known what the world sees for {domain}: {why}.',
    remedy: 'Run again where that can be asked, or name a resolver: `--resolver ADDRESS`.',
  },

  // Names that others answer for.
  'dns-record-from-wildcard': {
    severity: 'warning',
    message:
      'What stands at {domain} is an answer of the wildcard {wildcard}; a TXT record of its own takes all that the wildcard answers there away, MX and addresses too.',
    remedy:
      'Write the records that {domain} needs (MX, A, AAAA) as its own together with the SPF record.',
  },
  'dns-mark-is-alias': {
    severity: 'warning',
    message:
      '{name} is an alias (CNAME) of {target}, so our mark cannot stand there; what {target} says is not taken for one.',
    remedy:
      'Take the alias at {name} away: nobody but devicemail has a use for that name. Where a person keeps the records no mark is needed, and it may stay.',
  },
  'dns-mark-from-wildcard': {
    severity: 'information',
    message:
      'The wildcard {wildcard} answers for {name}; that is no mark of ours, and nothing is taken from it.',
    remedy:
      'Nothing to do: a mark of its own silences the wildcard for that one name. If the wildcard itself bears a mark (v=devicemail1), delete that value.',
  },
} as const satisfies Catalogue
