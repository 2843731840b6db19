/** What comparing and acting have to tell: refusals, faults of the world, what is still waiting. */
import type { Catalogue } from './words.js'

export const engineFindings = {
  'not-ours': {
    severity: 'error',
    message: '{what} exists and bears no mark of ours, so it is not touched.',
    remedy: 'Write `adopt: true` beside it in the spec to take it over, or give ours another name.',
  },
  'marked-by-other-spec': {
    severity: 'error',
    message: '{what} belongs to the spec "{other}", so it is not touched.',
    remedy:
      'Write `takeFrom: {other}` beside it here once it has left that spec, or leave it there.',
  },
  'renamed-without-formerly': {
    severity: 'error',
    message:
      '{kind} "{old}" would be removed and "{new}" created for the same addresses; mail would stop in between.',
    remedy: 'Write `formerly: {old}` at "{new}", so that the same thing gets its new name.',
  },
  'former-name-in-use': {
    severity: 'error',
    message:
      '{kind} "{new}" was "{old}" before, says the spec, and it asks for "{old}" as well; only one of them can be what is there.',
    remedy:
      'Take `formerly: {old}` out of "{new}"; or leave "{old}" out of the spec until "{new}" has its new name.',
  },
  'need-refused': {
    severity: 'error',
    message: '{what} needs {need}, which this run does not bring about.',
    remedy: 'Mend what holds back {need} first; then this goes on.',
  },
  'kind-unread': {
    severity: 'error',
    message:
      'It is not known which things of kind {kind} bear our mark, so none of them is removed: {why}',
    remedy: 'Mend that and run again.',
  },
  'changed-meanwhile': {
    severity: 'error',
    message: '{what} is no longer as the approved plan saw it: {differences}.',
    remedy: 'Plan again, read what changed, and approve the new plan.',
  },
  'plan-outdated': {
    severity: 'error',
    message: 'The approved plan {digest} no longer fits the tenant: {differences}.',
    remedy: 'Plan again, read what changed, and approve the new plan.',
  },
  'plan-not-expected': {
    severity: 'error',
    message: 'The plan is {digest}, but {expected} was approved.',
    remedy: 'Read this plan, and approve it if it is right.',
  },
  'too-many-removals': {
    severity: 'error',
    message:
      'The plan removes {count} of {total} things of kind {kind}; at most {most} may go in one run.',
    remedy:
      'If that is meant, run with `--max-removals {count}`, or raise `tenant.limits` in the spec.',
  },
  'protected-from-removal': {
    severity: 'error',
    message: '{what} is protected by the spec, so it is not removed.',
    remedy: 'Take `protect: true` out of the spec and apply that first.',
  },
  'kept-though-unwanted': {
    severity: 'information',
    message: '{what} is no longer asked for; it is kept, since it may hold what people still need.',
    remedy: 'Remove it by hand when nobody needs it, or hand it over with `devicemail release`.',
  },
  'waiting-for-microsoft': {
    severity: 'warning',
    message: '{what} was written, but still shows {differences}.',
    remedy: '{cure}',
  },
  'not-yet-visible': {
    severity: 'warning',
    message: '{what} was written, but the tenant does not show it yet.',
    remedy: 'Run apply again in a few minutes; it goes on where this run ended.',
  },
  'still-there': {
    severity: 'warning',
    message: '{what} was removed, but the tenant still shows it.',
    remedy: 'Run apply again in a few minutes; it goes on where this run ended.',
  },
  'to-be-done-by-hand': {
    severity: 'warning',
    message: '{what} waits for a person: devicemail cannot write it.',
    remedy: 'Set {values}; `devicemail verify` tells when it is seen.',
  },
  'not-started': {
    severity: 'warning',
    message: '{what} was not started: the run was interrupted.',
    remedy: 'Run apply again; it goes on where this run ended.',
  },
  'world-throttled': {
    severity: 'error',
    message: '{what}: the service asks to wait ({operation}: {text}).',
    remedy: 'Run again in a few minutes.',
  },
  'world-failed-for-now': {
    severity: 'error',
    message: '{what}: the service failed for now ({operation}: {text}).',
    remedy: 'Run again in a few minutes.',
  },
  'world-unreachable': {
    severity: 'error',
    message: '{what}: no connection ({operation}: {text}).',
    remedy: 'Check the network and the proxy, and run again.',
  },
  'world-denied': {
    severity: 'error',
    message: '{what}: not allowed ({operation}: {text}).',
    remedy: 'Give the signed-in identity the role for {operation}, and run again.',
  },
  'world-not-found': {
    severity: 'error',
    message: '{what}: the tenant does not know it ({operation}: {text}).',
    remedy: 'Run again in a few minutes: a new object is not visible everywhere at once.',
  },
  'world-conflict': {
    severity: 'error',
    message: '{what}: it clashes with something that is there ({operation}: {text}).',
    remedy: 'Plan again to see what holds it.',
  },
  'world-rejected': {
    severity: 'error',
    message: '{what}: the service refuses the values ({operation}: {text}).',
    remedy: 'Correct the value in the spec that the text names, and run again.',
  },
  'world-unknown-outcome': {
    severity: 'error',
    message:
      '{what}: no answer came, so it is not known whether it was done ({operation}: {text}).',
    remedy: 'Run again: it looks first, and never does anything twice.',
  },
} as const satisfies Catalogue
