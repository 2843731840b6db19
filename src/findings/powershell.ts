/** What there is to tell about PowerShell and Exchange's module for it: missing, too old, ended, refused. */
import type { Catalogue } from './words.js'

/** What this machine lacks. */
const machine = {
  'powershell-missing': {
    severity: 'error',
    message: 'PowerShell could not be started: there is no "{executable}" on this machine.',
    remedy:
      'Install PowerShell 7.4 or newer (https://aka.ms/powershell), or name its `pwsh` in the environment variable DEVICEMAIL_PWSH.',
  },
  'powershell-not-startable': {
    severity: 'error',
    message: '"{executable}" could not be started as PowerShell: {text}.',
    remedy:
      'Start it by hand to see what it lacks, or name another `pwsh` in the environment variable DEVICEMAIL_PWSH.',
  },
  'bridge-script-missing': {
    severity: 'error',
    message: 'A file of devicemail that PowerShell needs cannot be read: {path} ({text}).',
    remedy:
      'Install devicemail anew. Where it was copied or bundled by hand, copy bridge.ps1 beside the program as well.',
  },
  'bridge-folder-missing': {
    severity: 'error',
    message: 'No folder will do for the private pipe to PowerShell: {tried}.',
    remedy:
      'Set the environment variable TMPDIR to a folder that this user may write, with a path of at most 70 characters.',
  },
  'powershell-too-old': {
    severity: 'error',
    message: 'PowerShell {version} is too old: {least} or newer is needed.',
    remedy:
      'Install PowerShell 7.4 or newer beside it (https://aka.ms/powershell), and name its `pwsh` in DEVICEMAIL_PWSH if another one comes first.',
  },
  'powershell-too-old-for-module': {
    severity: 'error',
    message:
      'PowerShell {version} cannot load ExchangeOnlineManagement {module}, the only one there is: {least} or newer is needed.',
    remedy:
      'Install PowerShell {least}, or the module before it: `Install-Module ExchangeOnlineManagement -RequiredVersion 3.9.2 -Scope CurrentUser`.',
  },
  'exchange-module-missing': {
    severity: 'error',
    message: 'PowerShell {version} has no module ExchangeOnlineManagement.',
    remedy:
      'Run `Install-Module ExchangeOnlineManagement -Scope CurrentUser` in that PowerShell, as the user that runs devicemail.',
  },
  'exchange-module-too-old': {
    severity: 'error',
    message: 'The module ExchangeOnlineManagement {module} is too old: {least} or newer is needed.',
    remedy: 'Run `Update-Module ExchangeOnlineManagement` in PowerShell.',
  },
  'exchange-module-not-loaded': {
    severity: 'error',
    message: 'The module ExchangeOnlineManagement {module} could not be loaded: {text}.',
    remedy:
      'Run `Import-Module ExchangeOnlineManagement` in PowerShell to see what it lacks; installing it anew often helps.',
  },
} as const satisfies Catalogue

/** What became of a PowerShell that ran. */
const runs = {
  'powershell-did-not-answer': {
    severity: 'error',
    message: 'PowerShell was started and did not answer within {seconds} seconds ({text}).',
    remedy:
      'Start `pwsh -NoProfile` by hand on this machine: it must come up and take a command. Then run again.',
  },
  'powershell-ended': {
    severity: 'error',
    message: 'PowerShell ended ({how}) while {operation} ran ({text}).',
    remedy: 'Run again: it looks first what was done, and goes on from there.',
  },
  'powershell-out-of-memory': {
    severity: 'error',
    message: 'PowerShell ran out of memory while {operation} ran.',
    remedy:
      'Give the machine or container more memory (1 GB is enough for thousands of mailboxes), and run again: it looks first what was done.',
  },
  'cmdlet-timed-out': {
    severity: 'error',
    message: '{operation} gave no answer within {seconds} seconds, so this PowerShell was ended.',
    remedy:
      'Run again: it looks first what was done, and goes on from there. If it happens every time, look at https://status.cloud.microsoft.',
  },
} as const satisfies Catalogue

/** What the service says to the one who signs in. */
const service = {
  'exchange-sign-in-refused': {
    severity: 'error',
    message: 'Exchange refused the sign-in: {text}.',
    remedy:
      'Check the application or person in `tenant.exchange.auth`: it needs the permission Exchange.ManageAsApp with admin consent and a role such as Exchange Administrator or Global Reader; docs/sign-in.md has the steps.',
  },
  'exchange-sign-in-ended': {
    severity: 'error',
    message: 'The sign-in to Exchange is no longer valid: {text}.',
    remedy:
      'Run again to sign in anew. With `way: access-token`, put a fresh token into its variable first.',
  },
  'exchange-sign-in-timed-out': {
    severity: 'error',
    message: 'Signing in to Exchange was not done within {seconds} seconds.',
    remedy:
      'Run again, and finish the sign-in in the browser in time; without a person, check that this machine reaches login.microsoftonline.com and outlook.office365.com.',
  },
  'text-not-unicode': {
    severity: 'error',
    message: 'The value for {parameter} of {operation} holds half a character, which is no text.',
    remedy: 'Write the value anew in the spec: one of its characters was cut in two.',
  },
  'organization-not-customized': {
    severity: 'error',
    message: 'The organisation has never been customised, so Exchange refuses this change.',
    remedy:
      'Run `Enable-OrganizationCustomization` once in the tenant, wait until it is through (minutes to an hour), and run again.',
  },
} as const satisfies Catalogue

export const powershellFindings = {
  ...machine,
  ...runs,
  ...service,
} as const satisfies Catalogue
