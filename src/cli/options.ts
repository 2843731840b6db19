/** Options that several commands share, each in the same words everywhere. */
import type { Option } from './command.js'

const format: Option = {
  flags: '--format <format>',
  about: 'how to tell the result',
  values: ['terminal', 'json', 'markdown', 'html'],
  preset: 'terminal',
}
const strict: Option = { flags: '--strict', about: 'warnings count as errors' }
const verbose: Option = { flags: '--verbose', about: 'show everything that is folded away' }
const timeout: Option = {
  flags: '--timeout <seconds>',
  about: 'start nothing new after so many seconds',
}
const logFile: Option = {
  flags: '--log-file <file>',
  about: 'write a line for every call to the tenant',
}
const logFormat: Option = {
  flags: '--log-format <format>',
  about: 'how to write it',
  values: ['json', 'powershell'],
  preset: 'json',
}
export const target: Option = {
  flags: '--target <kind:key>',
  about: 'only this thing and what it needs; may be given several times',
  many: true,
}
export const mode: Option = {
  flags: '--mode <mode>',
  about: 'observe changes nothing, additive removes nothing',
  values: ['observe', 'additive', 'full'],
  preset: 'full',
}
export const maxRemovals: Option = {
  flags: '--max-removals <count>',
  about: 'most things of a kind that may be removed in this run',
}
export const force: Option = { flags: '--force', about: 'write over files that are there' }
export const yes: Option = { flags: '--yes', about: 'do not ask' }
const driver: Option = {
  flags: '--driver <driver>',
  about: 'how to reach it, where no file says so',
  values: ['simulator', 'powershell', 'rest'],
}
/** What `export` reads, and `init` with it. */
export const exporting: readonly Option[] = [
  {
    flags: '--organization <domain>',
    about: 'the tenant, such as contoso.onmicrosoft.com, where no file says so',
  },
  driver,
  {
    flags: '--mailbox <address>',
    about: 'a shared mailbox that devices send as, or a pattern with *; may be given several times',
    many: true,
  },
]

export const resolver: Option = {
  flags: '--resolver <address>',
  about: 'name server to ask, such as 192.0.2.53; else the machine’s own',
}

/** How a result is told. */
export const telling = [format, verbose, strict]
/** How a tenant is called. */
export const calling = [timeout, logFile, logFormat]
/** What of a plan is done. */
export const choosing = [target, mode, maxRemovals]

/** Every command knows these; where they change nothing, the help is silent about them. */
export function idle(options: readonly Option[]): readonly Option[] {
  return options.map(one => ({ ...one, idle: true }))
}
