/** What a name server that is changed by dynamic update (rfc2136) has to tell. */
import type { Catalogue } from './words.js'

export const rfc2136Findings = {
  'name-server-key-malformed': {
    severity: 'error',
    message: 'What {key} leads to is no key for the name server {server}: {why}.',
    remedy:
      'Set it to `hmac-sha256:name:base64` or `hmac-sha512:name:base64`, the algorithm, name and secret that `tsig-keygen` printed.',
  },
  'name-server-unreachable': {
    severity: 'error',
    message: 'The name server {server} cannot be reached over TCP: {why}.',
    remedy:
      'Check `server` and `port` under `dns`, and let TCP through to it: dynamic updates need TCP port 53, not only UDP.',
  },
  'name-server-silent': {
    severity: 'error',
    message: 'The name server {server} was asked for {name} and gave no answer in {seconds} s.',
    remedy: 'Look whether it runs and is not overloaded, and run again.',
  },
  'name-server-given-up': {
    severity: 'error',
    message:
      'The name server {server} was not asked for {name}, since it left more than {most} questions unanswered in this run.',
    remedy:
      'Look whether it runs, whether `server` and `port` under `dns` name it, and whether TCP is let through to it; then run again. What was not asked was not changed either.',
  },
  'name-server-closed': {
    severity: 'error',
    message:
      'The name server {server} closed the connection before its answer for {name} was whole ({why}).',
    remedy:
      'Run again. If it stays so, look into its log, and whether a firewall between ends connections.',
  },
  'name-server-key-unknown': {
    severity: 'error',
    message: 'The name server {server} does not know the key {key}.',
    remedy:
      'Write a `key "{key}"` clause with its algorithm and secret in the configuration of {server} and reload it, or set the variable to a key that it knows. The name of the key is part of it. Microsoft\'s DNS server knows no keys: keep its zone by hand (`dns: manual`), or make it the secondary of a primary that does.',
  },
  'name-server-secret-wrong': {
    severity: 'error',
    message: 'The name server {server} has another secret or algorithm for the key {key}.',
    remedy:
      'Compare the algorithm and the secret in the variable with the `key "{key}"` clause of {server}.',
  },
  'name-server-clock-off': {
    severity: 'error',
    message:
      'The clock of this machine is {seconds} s {direction} that of the name server {server}, and signatures hold for {most} s.',
    remedy: 'Set both clocks by NTP, and run again.',
  },
  'name-server-answer-unsigned': {
    severity: 'error',
    message: 'The answer of {server} for {name} bears no signature, so anybody may have made it.',
    remedy:
      "Let `server` name the name server itself, not a proxy or a resolver, and look whether it has the key {key}. Microsoft's DNS server knows no keys: keep its zone by hand (`dns: manual`), or make it the secondary of a primary that does.",
  },
  'name-server-answer-forged': {
    severity: 'error',
    message: 'The answer of {server} for {name} is not from who holds the key {key}: {why}.',
    remedy:
      'Somebody between may change answers, or another server has the address: ask who runs {server}, and run again from another network.',
  },
  'name-server-answer-unusable': {
    severity: 'error',
    message: 'The answer of {server} for {name} cannot be used: {why}.',
    remedy: 'Run again; if it stays so, ask it by `dig +tcp {name} TXT` and look into its log.',
  },
  'name-server-not-authoritative': {
    severity: 'error',
    message: 'The name server {server} does not keep the zone of {name}.',
    remedy:
      'Let `server` name the primary name server of the zone (the first name in its SOA record), not a resolver.',
  },
  'name-server-query-refused': {
    severity: 'error',
    message: 'The name server {server} refuses to tell of {name} ({code}).',
    remedy:
      'Let it answer the key {key}: `allow-query { key "{key}"; };` in the zone, or name the server that keeps the zone.',
  },
  'name-server-server-failed': {
    severity: 'error',
    message: 'The name server {server} failed at {name} ({code}).',
    remedy: 'Look into its log: the zone may not be loaded, or has expired on a secondary.',
  },
  'name-server-update-refused': {
    severity: 'error',
    message:
      'The name server {server} does not let the key {key} change {name} in the zone {zone} ({code}).',
    remedy:
      'Write `update-policy { grant {key} zonesub TXT; };` in the zone on its primary name server, with no `deny` before it that meets {name}, and reload it. If it stands there: a frozen zone takes changes again after `rndc thaw {zone}`, and a secondary takes none, so let `server` name the primary.',
  },
  'name-server-update-too-long': {
    severity: 'error',
    message:
      'The update of the TXT records of {name} would be {bytes} bytes long, more than {server} can be sent at once, so nothing was sent.',
    remedy:
      'Take TXT records out of {name} that nobody needs: an update names all that are there and all that shall be.',
  },
  'name-server-outcome-unknown': {
    severity: 'error',
    message: 'Whether {server} changed {name} is not known: {why}',
    remedy: 'Run again: it looks at what is there before it writes anything.',
  },
} as const satisfies Catalogue
