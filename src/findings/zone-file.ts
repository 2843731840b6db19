/** What reading and changing zone files has to tell. */
import type { Catalogue } from './words.js'

export const zoneFileFindings = {
  'zone-file-unreadable': {
    severity: 'error',
    message: 'The zone file {file} cannot be read: {reason}.',
    remedy: 'Correct `file` under `dns` of the domain, or the rights on the file.',
  },
  'zone-file-not-regular': {
    severity: 'error',
    message: 'The zone file {file} is {what} and no regular file, so it was not opened.',
    remedy:
      'Name a regular file as `file` under `dns` of the domain. Where a program makes the zone, let it write a file and name that.',
  },
  'zone-file-unwritable': {
    severity: 'error',
    message: 'The zone file {file} cannot be written, and is as it was: {reason}.',
    remedy:
      'Free space on its disk, or let this user write it and make files beside it; then run again.',
  },
  'zone-file-byte-order-mark': {
    severity: 'error',
    message:
      'The zone file {file} begins with a byte order mark, as Windows editors and shells write it, and name servers refuse that.',
    remedy: 'Save it as ASCII, or as UTF-8 without a byte order mark.',
  },
  'zone-file-unclosed-quote': {
    severity: 'error',
    message: 'In the zone file {file} a quoted text does not end on its line: {text}.',
    remedy: 'Close the quote; a long text is several quoted strings side by side, in parentheses.',
  },
  'zone-file-unbalanced-parenthesis': {
    severity: 'error',
    message: 'In the zone file {file} a parenthesis has no partner: {text}.',
    remedy: 'Add the missing parenthesis, or take this one out.',
  },
  'zone-file-include': {
    severity: 'error',
    message:
      'The zone file {file} is made of other files or generated records ({text}), which cannot be edited safely.',
    remedy:
      'Name the file in which the records themselves stand, or write `driver: manual` under `dns` and paste the record by hand.',
  },
  'zone-file-generated': {
    severity: 'error',
    message:
      'The zone file {file} says at its head that a program writes it ({text}), so an edit would be lost at its next run.',
    remedy:
      'Write `driver: manual` under `dns` and add the record where the file is generated from; if the comment no longer holds, take it out of the file.',
  },
  'zone-file-unknown-directive': {
    severity: 'error',
    message: 'The zone file {file} has the directive {text}, which is unknown or lacks its value.',
    remedy: 'Correct or take out the line; $ORIGIN takes a name and $TTL a time.',
  },
  'zone-file-not-a-record': {
    severity: 'error',
    message: 'In the zone file {file} a line is no DNS record: {text}.',
    remedy: 'Write name, TTL, class, type and value, as in `www 3600 IN A 192.0.2.1`.',
  },
  'zone-file-without-owner': {
    severity: 'error',
    message: 'The zone file {file} begins with a record that has no name: {text}.',
    remedy:
      'Write the name of the record at the beginning of its line, or @ for the domain itself.',
  },
  'zone-file-opaque-text': {
    severity: 'error',
    message:
      'In the zone file {file} a TXT record is written in the unknown-type notation: {text}.',
    remedy: 'Write its value as quoted text.',
  },
  'zone-file-bad-serial': {
    severity: 'error',
    message:
      'The serial in the SOA record of the zone file {file} is none, so no name server loads it: {text}.',
    remedy:
      'Write a whole number up to 4294967295 that is above the one the name servers give now, such as the day with a counter (2026112801).',
  },
  'zone-file-without-soa': {
    severity: 'error',
    message: 'The zone file {file} has no SOA record, or more than one, so it is no whole zone.',
    remedy: 'Name the file that holds the whole zone, with one SOA record.',
  },
  'zone-file-of-which-zone': {
    severity: 'error',
    message:
      'The zone file {file} may be the zone {origin} or the zone {rival}, and its relative names mean another thing in each.',
    remedy:
      'Write `zone: {rival}` beside `file` under `dns`, or `zone: {origin}`, as the name server has it.',
  },
  'zone-file-signed': {
    severity: 'error',
    message: 'The zone file {file} holds DNSSEC signatures, which any edit would break.',
    remedy: 'Name the unsigned file that is signed afterwards.',
  },
  'zone-file-has-journal': {
    severity: 'error',
    message:
      'The zone file {file} has a journal ({file}.jnl): its name server changes it by itself.',
    remedy:
      'Freeze the zone (`rndc freeze`) before and thaw it afterwards, or change it by dynamic update.',
  },
  'zone-file-changed-meanwhile': {
    severity: 'error',
    message:
      'Somebody saved the zone file {file} while {name} was being changed in it, so it was left as they saved it.',
    remedy:
      'Run `devicemail plan` again: it reads the file as it is now, and shows what is left to do.',
  },
  'zone-file-not-editable': {
    severity: 'error',
    message: '{name} cannot be changed in {file} without changing other records of it too.',
    remedy:
      'Write $TTL at the top, the owner and TTL of the records around {name}, and the serial as a plain number below 4294967296.',
  },
  'dns-value-not-bytes': {
    severity: 'error',
    message: 'A TXT value of {name} has characters that are no single byte: {value}.',
    remedy: 'Write that record in plain ASCII.',
  },
} as const satisfies Catalogue
