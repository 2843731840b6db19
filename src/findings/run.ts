/** What a whole run has to tell: folders, locks, saved plans, options. */
import type { Catalogue } from './words.js'

export const runFindings = {
  'folder-locked': {
    severity: 'error',
    message: 'Another run (process {holder}) works on {folder}.',
    remedy: 'Wait until it is done. If no such process runs, delete {path}.',
  },
  'lock-not-written': {
    severity: 'error',
    message: 'The lock {path}, which keeps two runs apart, cannot be written: {why}',
    remedy: 'Make the folder writable, or run from a copy of it.',
  },
  'mx-unread': {
    severity: 'warning',
    message: 'The MX record of {domain} could not be read ({status}).',
    remedy: 'Run again where DNS answers, or write `mxEndpoint` under the domain.',
  },
  'driver-not-built': {
    severity: 'error',
    message: 'The driver "{driver}" for {purpose} is not in this version.',
    remedy: 'Write one of these: {known}.',
  },
  'scene-faulty': {
    severity: 'error',
    message: 'simulator.yaml cannot be read: {why}',
    remedy: 'Correct the file, or delete it: then the domains of the spec are accepted.',
  },
  'saved-plan-unreadable': {
    severity: 'error',
    message: '{file} is not a saved plan: {why}',
    remedy: 'Make one with `devicemail plan DIR --out {file}`.',
  },
  'saved-plan-of-other-tenant': {
    severity: 'error',
    message: '{file} was made for {saved}, and this is {now}.',
    remedy: 'Plan again for this folder and approve that plan.',
  },
  'saved-plan-altered': {
    severity: 'error',
    message: '{file} was altered after it was made: its digest is not the one of its changes.',
    remedy: 'Plan again and approve that plan.',
  },
  'not-approved': {
    severity: 'error',
    message: 'Nothing was changed: nobody approved the plan.',
    remedy: 'Answer "yes", or pass `--yes` or `--plan FILE` where nobody can be asked.',
  },
  'time-limit': {
    severity: 'warning',
    message:
      'The time limit of {seconds} s has passed; the running call was finished, nothing new was started.',
    remedy: 'Run again; it goes on where this run ended. A longer `--timeout` may be needed.',
  },
  'unknown-target': {
    severity: 'error',
    message: 'Nothing in this plan is named "{target}", so nothing is changed.',
    remedy: 'Write a kind or `kind:key`, such as `{example}`.',
  },
  'unknown-device': {
    severity: 'error',
    message: 'No device of this spec is named "{device}".',
    remedy: '{suggestion}',
  },
  'changes-left-out': {
    severity: 'information',
    message: 'Not all that differs is in this plan: {count} left out by {why}.',
    remedy: 'Plan without {why} to see everything.',
  },
  'folder-not-started': {
    severity: 'warning',
    message: '{folder} was not looked at: {why}.',
    remedy: 'Run again for {folder}.',
  },
  'file-not-written': {
    severity: 'error',
    message: '{file}, which {option} names, cannot be written: {why}',
    remedy: 'Name a file in a folder that exists and may be written to.',
  },
  'spec-name-in-two-folders': {
    severity: 'error',
    message:
      '{folder} and {other} are both the spec "{name}" of {tenant}: each would remove what the other made.',
    remedy: 'Write another `tenant.name` in one of them, or merge their files into one folder.',
  },
  'bad-option': {
    severity: 'error',
    message: '{option} cannot be "{value}".',
    remedy: 'Write {allowed}.',
  },
} as const satisfies Catalogue
