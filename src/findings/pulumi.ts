/** What the Pulumi front has to tell: its configuration, its inputs, and what its state cannot know. */
import type { Catalogue } from './words.js'

export const pulumiFindings = {
  'pulumi-project-not-found': {
    severity: 'error',
    message: 'No Pulumi.yaml stands in {folder} or above it, so the spec cannot be found.',
    remedy: 'Run `pulumi` in the folder of a Pulumi.yaml; `devicemail init` makes one.',
  },
  'pulumi-not-configured': {
    severity: 'error',
    message: 'The provider was not told which spec it works for.',
    remedy:
      'Give the provider plain texts: `new Provider(name, { spec, organization })`, and no outputs of other resources.',
  },
  'pulumi-spec-missing': {
    severity: 'error',
    message: 'The provider needs the spec that its resources belong to.',
    remedy: 'Set `spec` to its folder, relative to Pulumi.yaml, such as stacks/contoso.',
  },
  'pulumi-spec-absolute': {
    severity: 'error',
    message: 'The spec {spec} is an absolute path, which would differ on every machine.',
    remedy: 'Write it relative to Pulumi.yaml, such as stacks/contoso.',
  },
  'pulumi-spec-not-json': {
    severity: 'error',
    message: 'The spec that the program gives is no JSON: {why}',
    remedy: 'Give the provider a folder, or what JSON.stringify makes of a spec.',
  },
  'pulumi-organization-differs': {
    severity: 'error',
    message: 'The provider is for {configured}, but the spec {spec} is of {organization}.',
    remedy:
      'Write the same organization in both, so that no tenant is taken for another: `organization: {organization}`.',
  },
  'pulumi-organization-changed': {
    severity: 'error',
    message: 'This stack manages {old}, and is now to manage {new}.',
    remedy:
      'Make a stack of its own for {new} with `pulumi stack init`; here write {old} again, since these resources stand there.',
  },
  'pulumi-unknown-setting': {
    severity: 'error',
    message: 'The provider has no setting "{name}".',
    remedy: 'Write one of these: spec, organization. Whatever else it needs stands in the spec.',
  },
  'pulumi-unknown-type': {
    severity: 'error',
    message: 'There is no type {type}.',
    remedy: 'Write one of these: {known}.',
  },
  'pulumi-unknown-function': {
    severity: 'error',
    message: 'There is no function {name}.',
    remedy: 'Call one of these: {known}.',
  },
  'pulumi-unknown-input': {
    severity: 'error',
    message: '{type} has no input "{name}".',
    remedy: 'Write one of these: {known}.',
  },
  'pulumi-input-missing': {
    severity: 'error',
    message: '{type} needs the input "{name}".',
    remedy: 'Add it: {about}',
  },
  'pulumi-input-unfit': {
    severity: 'error',
    message: 'The input "{name}" cannot be {value}.',
    remedy: 'Write {allowed}.',
  },
  'pulumi-key-changed': {
    severity: 'error',
    message: '{kind} "{old}" cannot become "{new}": the state would lose the one that is there.',
    remedy:
      'Write `formerly: {old}` beside it if it is the same thing under a new name; else give the resource a name of its own.',
  },
  'pulumi-gone': {
    severity: 'error',
    message: '{what} is in the state of this stack, but no longer in the tenant.',
    remedy: 'Run `pulumi up --refresh`: it makes it again, once you have seen that.',
  },
  'pulumi-too-many-removals': {
    severity: 'error',
    message:
      '{what} is not removed: this run removed {count} of {total} things of its kind, and no more than {most} may go in one run.',
    remedy:
      'If that is meant, raise `tenant.limits` in the spec, or set {variable} to the number that may go and run again; it goes on where this run ended.',
  },
  'pulumi-removals-not-a-number': {
    severity: 'error',
    message: '{variable} is "{value}", which is no number.',
    remedy: 'Set it to the number of removals that are meant, such as 6.',
  },
  'pulumi-taken-over': {
    severity: 'information',
    message:
      '{what} is taken over: it gets our mark "{mark}", and from then on it follows this spec.',
    remedy:
      'If that is not meant, take its `adopt` or `takeFrom` out of the spec; what was imported, Pulumi forgets with `pulumi state delete`.',
  },
  'pulumi-kept': {
    severity: 'information',
    message:
      '{what} is no longer asked for; it stays in the tenant, since it may hold what people still need, and where Pulumi says `deleted` with `[retain]`, only Pulumi forgets it.',
    remedy: 'Remove it by hand when nobody needs it, or hand it over with `devicemail release`.',
  },
  'pulumi-left-in-place': {
    severity: 'warning',
    message: '{what} bears no mark of ours, so it is left in place; the state forgets it.',
    remedy: 'Remove it by hand if nobody needs it.',
  },
  'pulumi-renamed-since': {
    severity: 'information',
    message:
      '{what} stands in the tenant as "{other}" now, so it is left in place; the state forgets the old name.',
    remedy: 'Nothing to do where the spec asks for "{other}".',
  },
  'pulumi-not-importable': {
    severity: 'error',
    message: '{what} cannot be imported: its state in the tenant is not clear. {why}',
    remedy: 'Mend that first: {cure}',
  },
  'pulumi-cancelled': {
    severity: 'error',
    message: '{what} was not started: the run was cancelled.',
    remedy: 'Run `pulumi up` again; it goes on where this run ended.',
  },
  'pulumi-not-in-time': {
    severity: 'error',
    message: '{what} was not started: the {seconds} s that customTimeouts give it were over.',
    remedy:
      'Run `pulumi up` again; it goes on where this run ended. Give it more time if that comes again.',
  },
  'pulumi-time-over': {
    severity: 'warning',
    message:
      'The {seconds} s that customTimeouts give {what} were over before the tenant showed the change.',
    remedy:
      'Run `pulumi up` again in a few minutes; it looks first, and never does anything twice.',
  },
  'pulumi-warning-of-exchange': {
    severity: 'warning',
    message: 'Exchange says to {cmdlet}: {text}',
    remedy: 'It was done all the same; read what it says.',
  },
  'pulumi-spread-unseen': {
    severity: 'information',
    message:
      'The SPF record of {domain} is written; the name servers of its zone were not heard within {seconds} s, so it is not known whether they give it.',
    remedy: 'Ask them again with `devicemail verify` on the folder of the spec.',
  },
  'pulumi-unknown-device': {
    severity: 'error',
    message: 'The spec has no device "{device}".',
    remedy: 'Write one of these: {known}.',
  },
} as const satisfies Catalogue
