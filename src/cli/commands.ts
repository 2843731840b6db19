/** All commands. Each is loaded only when it is asked for, so that starting stays quick. */
import type { Command } from './command.js'
import {
  calling,
  choosing,
  exporting,
  force,
  idle,
  maxRemovals,
  mode,
  resolver,
  target,
  telling,
  yes,
} from './options.js'

const folders = { name: '<folders...>', about: 'folders of stacks, such as stacks/contoso' }

const thing = [
  { name: '<folder>', about: 'folder of a stack' },
  { name: '<kind>', about: 'inbound-connector or shared-mailbox' },
  { name: '<key>', about: 'its site, certificate:NAME or address, as in a plan' },
]

/** Commands of two words, such as `spf check`, stand under their first. */
export const groups: Readonly<Record<string, string>> = Object.freeze({
  spf: 'Checks, analyses and compares SPF records; needs no spec, no tenant, only DNS.',
})

export const commands: readonly Command[] = Object.freeze([
  {
    name: 'validate',
    summary: 'Checks the text of a spec: no tenant, no network.',
    words: [folders],
    options: [...telling, ...idle([...calling, ...choosing])],
    load: () => import('./commands/validate.js'),
  },
  {
    name: 'plan',
    summary: 'Reads the tenant and shows the difference; changes nothing.',
    words: [folders],
    options: [
      ...telling,
      ...calling,
      ...choosing,
      { flags: '--out <file>', about: 'write the plan, to be approved and applied' },
      { flags: '--show-commands', about: 'show the PowerShell that each change would run' },
      { flags: '--expect <digest>', about: 'fail unless this is the plan that was approved' },
      { flags: '--detailed-exitcode', about: 'exit with 2 when there are changes' },
    ],
    load: () => import('./commands/plan.js'),
  },
  {
    name: 'apply',
    summary: 'Plans, asks, changes, and looks whether it is so.',
    words: [folders],
    options: [
      ...telling,
      ...calling,
      ...choosing,
      { flags: '--plan <file>', about: 'apply exactly this approved plan' },
      yes,
    ],
    load: () => import('./commands/apply.js'),
  },
  {
    name: 'verify',
    summary: 'Plans again, which must give nothing to do, and asks what the world sees.',
    words: [folders],
    options: [...telling, ...calling, target, resolver, ...idle([mode, maxRemovals])],
    load: () => import('./commands/verify.js'),
  },
  {
    name: 'explain',
    summary: 'Tells how each device sends, why, and what would change it.',
    words: [
      { name: '<folder>', about: 'folder of a stack' },
      { name: '[device]', about: 'one device; all of them if none is named' },
    ],
    options: [
      ...telling,
      ...idle([...calling, ...choosing]),
      { flags: '--sheet', about: 'only what a technician types into the device' },
    ],
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'status',
    summary: 'Lists everything in the tenant that bears a mark of devicemail.',
    words: [folders],
    options: [...telling, ...calling, ...idle(choosing)],
    load: () => import('./commands/status.js'),
  },
  {
    name: 'destroy',
    summary: 'Removes what the spec made; mailboxes are kept.',
    words: [folders],
    options: [...telling, ...calling, ...choosing, yes],
    load: () => import('./commands/destroy.js'),
  },
  {
    name: 'adopt',
    summary: 'Takes over a thing that is there already: puts the mark on it, nothing else.',
    words: thing,
    options: [...telling, ...calling, ...idle(choosing), yes],
    load: () => import('./commands/adopt.js'),
  },
  {
    name: 'release',
    summary: 'Lets a thing go: takes the mark off it, nothing else.',
    words: thing,
    options: [...telling, ...calling, ...idle(choosing), yes],
    load: () => import('./commands/release.js'),
  },
  {
    name: 'init',
    summary: 'Makes a new repository: a first spec, the Pulumi project, pipelines.',
    words: [{ name: '[folder]', about: 'where it is made; here, if none is named' }],
    options: [
      ...telling,
      ...calling,
      ...idle(choosing),
      { flags: '--name <name>', about: 'of the stack; else the first part of the organization' },
      { flags: '--domain <domain>', about: 'that devices send from, such as contoso.com' },
      ...exporting,
      {
        flags: '--ci <pipeline>',
        about: 'the pipelines to make',
        values: ['github', 'gitlab', 'both', 'none'],
        preset: 'both',
      },
      { flags: '--no-pulumi', about: 'for the command alone' },
      { flags: '--from-tenant', about: 'describe what a tenant holds, as export does' },
      force,
    ],
    load: () => import('./commands/init.js'),
  },
  {
    name: 'export',
    summary: 'Reads a tenant and writes the YAML that describes it; changes nothing.',
    words: [{ name: '<folder>', about: 'folder of a stack, which may be new' }],
    options: [...telling, ...calling, ...idle(choosing), ...exporting, force],
    load: () => import('./commands/export.js'),
  },
  {
    name: 'import',
    summary: 'Makes devices from an inventory list: a CSV file with a column for each key.',
    words: [
      { name: '<file>', about: 'the list, such as printers.csv' },
      { name: '[folder]', about: 'the stack that gets a new file; else the YAML goes to stdout' },
    ],
    options: [...telling, ...idle([...calling, ...choosing]), force],
    load: () => import('./commands/import.js'),
  },
  {
    name: 'doctor',
    summary: 'Looks whether machine, sign-in, rights, tenant and DNS are ready; changes nothing.',
    words: [{ name: '[folders...]', about: 'folders of stacks; without one, the machine alone' }],
    options: [...telling, ...calling, ...idle(choosing)],
    load: () => import('./commands/doctor.js'),
  },
  {
    name: 'spf check',
    summary: 'Shows an SPF record as receivers see it, and with --ip what they decide.',
    words: [{ name: '<subject>', about: 'a domain, or a whole record in quotes' }],
    options: [
      ...telling,
      { flags: '--ip <address>', about: 'who hands the mail in' },
      { flags: '--from <address>', about: 'the envelope sender; else postmaster of the domain' },
      { flags: '--helo <name>', about: 'the name that it greets with' },
      resolver,
    ],
    load: () => import('./commands/spf-check.js'),
  },
  {
    name: 'spf analyse',
    summary: 'Finds what is broken, costly or useless in SPF records.',
    words: [{ name: '<subjects...>', about: 'domains, records in quotes, or folders of stacks' }],
    options: [...telling, resolver],
    load: () => import('./commands/spf-analyse.js'),
  },
  {
    name: 'spf diff',
    summary: 'Tells which addresses gain or lose from one SPF record to another.',
    words: [
      { name: '<old>', about: 'a domain, or a whole record in quotes' },
      { name: '<new>', about: 'the same' },
    ],
    options: [
      ...telling,
      resolver,
      { flags: '--detailed-exitcode', about: 'exit with 2 when addresses gain or lose' },
    ],
    load: () => import('./commands/spf-diff.js'),
  },
  {
    name: 'schema',
    summary: 'Prints the JSON Schema of specs, for editors.',
    words: [],
    options: [],
    load: () => import('./commands/schema.js'),
  },
])
