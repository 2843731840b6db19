/** What the DNS services with a web API tell: no zone, no right, no answer, no lock. */
import type { Catalogue } from './words.js'

export const dnsServiceFindings = {
  'dns-service-denied': {
    severity: 'error',
    message: '{service} refuses to show the records of {name}: {text}',
    remedy:
      'Check that the credentials in `dns` are those meant and have not run out; they need: {rights}.',
  },
  'dns-service-no-answer': {
    severity: 'error',
    message: '{service} gave no usable answer for the records of {name}: {text}',
    remedy: 'Try again in a few minutes; if it stays so, look at the status page of {service}.',
  },
  'dns-service-refuses': {
    severity: 'error',
    message: '{service} refuses the question for the records of {name}: {text}',
    remedy: 'Compare the settings in `dns` of the domain with what {service} shows for the zone.',
  },
  'dns-service-change-denied': {
    severity: 'error',
    message: '{service} does not let these credentials change the records of {name}: {text}',
    remedy:
      'Check that the credentials in `dns` are those meant and have not run out; they need: {rights}. Then run again: it goes on where this run ended.',
  },
  'dns-service-change-refused': {
    severity: 'error',
    message: '{service} refuses to change the records of {name}: {text}',
    remedy:
      'Mend what {service} says; if it is its own limit, change the record there by hand, and run again.',
  },
  'dns-service-changed-at-once': {
    severity: 'error',
    message:
      'Somebody else changed the TXT records of {name} at {service} at the very moment of our change, so they are not what the plan said.',
    remedy:
      'Look at the records there, then run `devicemail plan` again: it shows what they are now, and what is left to do.',
  },
  'dns-service-outcome-unknown': {
    severity: 'error',
    message:
      'Whether {service} changed the records of {name} is not known, since no answer came: {text}',
    remedy: 'Run again: it looks at what is there before it writes anything.',
  },
  'dns-service-zone-missing': {
    severity: 'error',
    message: '{service} shows no public zone that holds {domain} to these credentials.',
    remedy:
      'Correct `dns` of the domain, make the zone there, or let the credentials read it; they need: {rights}.',
  },
  'dns-service-zones-several': {
    severity: 'error',
    message: '{service} has several public zones named {zone}: {ids}.',
    remedy: 'Write `zoneId:` in `dns` of the domain, with the one that its registrar points to.',
  },
  'dns-service-zone-private': {
    severity: 'error',
    message: 'The zone {zone} at {service} is private, so nobody who receives mail asks it.',
    remedy: 'Write the id of the public zone as `zoneId:` in `dns` of the domain.',
  },
  'dns-service-set-routed': {
    severity: 'error',
    message:
      'The TXT records of {name} at {service} depend on who asks (a routing policy), so there is no one set to change.',
    remedy:
      'Replace them by one simple record set; receivers of mail must all get the same answer.',
  },
  'azure-not-signed-in': {
    severity: 'error',
    message: 'This machine is not signed in to Azure: {text}',
    remedy:
      'Run `az login`, give the pipeline its identity (AZURE_CLIENT_ID, AZURE_TENANT_ID and its secret or federated token), or write `token: env:NAME` in `dns`.',
  },
  'dns-service-no-lock': {
    severity: 'information',
    message:
      '{service} has no lock for records: those of {domain} are read again right before and right after the change.',
    remedy:
      'Let nobody else change the zone while `apply` runs; if somebody does, `apply` tells so, and a new plan puts it right.',
  },
} as const satisfies Catalogue
