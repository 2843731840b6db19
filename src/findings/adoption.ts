/** What taking over, letting go, describing a tenant, starting a repository and importing a list have to tell. */
import type { Catalogue } from './words.js'

export const adoptionFindings = {
  'unknown-kind': {
    severity: 'error',
    message: 'No kind of thing is named "{kind}".',
    remedy: 'Write one of: {kinds}.',
  },
  'kind-is-a-part': {
    severity: 'error',
    message:
      'A {kind} is part of something that is not ours, so it bears no mark and is neither adopted nor released.',
    remedy:
      'Write it into the spec to look after it, or take it out and apply; nothing else is needed.',
  },
  'not-in-spec': {
    severity: 'error',
    message: 'The spec does not ask for {kind} "{key}", so it is not taken over.',
    remedy: 'Write it into the spec first. {suggestion}',
  },
  'nothing-to-adopt': {
    severity: 'error',
    message: 'The tenant has no {what}, so there is nothing to take over.',
    remedy:
      '`devicemail apply` makes it. If it is there under another name, write that name into the spec.',
  },
  'nothing-to-release': {
    severity: 'error',
    message: 'The tenant has no {kind} "{key}", so there is nothing to let go.',
    remedy: 'See what bears our mark with `devicemail status {folder}`.',
  },
  'not-ours-to-release': {
    severity: 'error',
    message: '{what} bears the mark of the spec "{other}", so it is not ours to let go.',
    remedy: 'Release it in the folder of the spec "{other}".',
  },
  'released-though-wanted': {
    severity: 'warning',
    message: 'The spec still asks for {what}: the next plan wants it again.',
    remedy: 'Take it out of the spec before the next apply.',
  },
  'thing-changed-meanwhile': {
    severity: 'error',
    message: '{what} is no longer as it was shown, so its mark was not changed.',
    remedy: 'Run the same command again, and read what is there now.',
  },
  'mark-not-changed': {
    severity: 'warning',
    message: 'The mark of {what} was not changed: the run was interrupted.',
    remedy: 'Run the same command again.',
  },
  'mark-not-yet-visible': {
    severity: 'warning',
    message: 'The mark of {what} was changed, but the tenant does not show it yet.',
    remedy:
      'Run the same command again in a few minutes: it then tells that nothing is to be done.',
  },
  'mark-not-agreed': {
    severity: 'error',
    message: 'Nothing was changed: nobody agreed.',
    remedy: 'Answer "yes", or pass `--yes` where nobody can be asked.',
  },
  'init-needs-tenant': {
    severity: 'error',
    message: 'It is not said which tenant is to be read.',
    remedy:
      'Pass `--organization contoso.onmicrosoft.com --driver powershell` beside `--from-tenant`.',
  },
  'export-needs-tenant': {
    severity: 'error',
    message: '{folder} does not say which tenant is meant.',
    remedy:
      'Write `tenant:` into a file of the folder, or pass `--organization contoso.onmicrosoft.com --driver powershell`.',
  },
  'nothing-to-export': {
    severity: 'warning',
    message: '{tenant} holds nothing that a device would lean on, or it is not for us to describe.',
    remedy:
      'Name shared mailboxes that devices send as with `--mailbox`, or write the spec by hand: `devicemail init` makes a first one.',
  },
  'file-is-there': {
    severity: 'error',
    message: '{file} is there already, so nothing was written.',
    remedy: 'Move it away, or pass `--force` to write over it.',
  },
  'new-file-not-written': {
    severity: 'error',
    message: '{file} cannot be written: {why}',
    remedy: 'Name a folder that may be written to.',
  },
  'list-unreadable': {
    severity: 'error',
    message: 'The list {file} cannot be read: {why}',
    remedy: 'Name a CSV file, such as `printers.csv`.',
  },
  'list-not-utf-8': {
    severity: 'error',
    message: 'The list {file} is not in UTF-8, so names in it would be read wrongly.',
    remedy: 'Save it as "CSV UTF-8" in the spreadsheet.',
  },
  'list-empty': {
    severity: 'error',
    message:
      'The list {file} has no device: a first line with the names of columns is needed, and a line for each device.',
    remedy: 'Begin with a line such as `name,site,from,to,tls`.',
  },
  'quote-unclosed': {
    severity: 'error',
    message: 'A cell begins with a quote here, and nothing ends it.',
    remedy: 'Write a quote at its end; a quote inside a cell is written twice.',
  },
  'column-unknown': {
    severity: 'error',
    message: 'A device has nothing that is called "{column}".',
    remedy: '{suggestion}Rename the column or take it out. Known are: {known}, and labels.NAME.',
  },
  'column-twice': {
    severity: 'error',
    message: 'The column "{column}" stands there twice.',
    remedy: 'Take one of them out; several values go into one cell, with a blank between them.',
  },
  'list-without-names': {
    severity: 'error',
    message: 'No column is called "name", so it is not known how the devices are called.',
    remedy: 'Call the column with the names of the devices `name`.',
  },
  'row-without-name': {
    severity: 'error',
    message: 'The device of this line has no name.',
    remedy: 'Write one of letters, digits, dots and dashes, such as `milan-copier-2`.',
  },
  'device-listed-twice': {
    severity: 'error',
    message: '{device} stands in the list twice: line {line} has it already.',
    remedy: 'Give each device a name of its own, or take one of the lines out.',
  },
  'row-too-long': {
    severity: 'error',
    message: 'This line has {count} cells, and the first line names {most}.',
    remedy: 'Put a cell that holds the separator itself into quotes.',
  },
} as const satisfies Catalogue
