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
} as const satisfies Catalogue
