/**
 * What a person names to the `spf` commands: a domain, whose record is asked of
 * the DNS, or a record that is typed. Nothing else is needed: no spec, no tenant.
 */
import { createPatience } from '../../drivers/dns/message/patience.js'
import { patientResolver } from '../../drivers/dns/patient-resolver.js'
import { createSystemResolver } from '../../drivers/dns/system-resolver.js'
import type { Resolver } from '../../drivers/drivers.js'
import { finding, type Finding } from '../../findings.js'
import { canonicalName } from '../../mail/dns-name.js'
import { answerFindings, recordOf as spfOfAnswer } from '../../mail/spf-analyse-answer.js'
import { parseDomain } from '../../mail/domain-name.js'
import { joinTxt } from '../../mail/spf-txt.js'
import { isSpf } from '../../mail/spf.js'
import type { Context } from '../command.js'
import { resolverOf } from '../resolver-flag.js'

export interface Named {
  /** Null for a record that was typed. */
  readonly domain: string | null
  readonly record: string | null
  /** All records of the domain where there are several, which receivers give up; else empty. */
  readonly several: readonly string[]
  /** Why there is no record to look at, and what else is wrong with the answer it stood in. */
  readonly findings: readonly Finding[]
}

/** SPF records stand at names that no address could have, such as _spf.example.com. */
const name = /^(?=.{1,253}\.?$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]*\.?$/i

export async function readNamed(text: string, resolve: Resolver): Promise<Named> {
  const trimmed = unquoted(text.trim())
  if (isSpf(trimmed)) return { domain: null, record: trimmed, several: [], findings: [] }
  const domain = nameOf(trimmed)
  if (domain === undefined)
    return { domain: null, record: null, several: [], findings: [whyNothing(text)] }
  return recordOf(domain, resolve)
}

/** The name to ask for, in the spelling of the DNS; undefined where the text is none. */
export function nameOf(text: string): string | undefined {
  return name.test(text) ? canonicalName(text) : parseDomain(text)
}

/** A record as zone files, DNS consoles and `dig` show it: in quotes, maybe several strings, maybe behind `TXT`. */
const quotedRecord = /^(?:[^"]*\bTXT\s+\(?\s*)?((?:"(?:[^"\\]|\\[^])*"\s*)+)\)?$/i

function unquoted(text: string): string {
  const [, strings] = quotedRecord.exec(text) ?? []
  if (strings === undefined) return text
  const inside = Array.from(strings.matchAll(/"((?:[^"\\]|\\[^])*)"/g), ([, one = '']) => one)
  return joinTxt(inside.map(one => one.replace(/\\([^])/g, '$1')))
}

/** Text that speaks of SPF was meant as a record, and the first letters keep it from being one. */
const likeRecord = /v\s*=\s*spf|(?:^|\s)[-+~?]?(?:all\b|ip4:|ip6:|include:|redirect=)/i

function whyNothing(text: string): Finding {
  return likeRecord.test(text)
    ? finding('spf-subject-almost-record', { text })
    : finding('spf-subject-unclear', { text })
}

export async function recordOf(domain: string, resolve: Resolver): Promise<Named> {
  const answer = await resolve(domain, 'TXT')
  const { record, several, findings } = spfOfAnswer(domain, answer)
  return { domain, record, several, findings: [...findings, ...answerFindings(domain, answer)] }
}

/** What was named, for the head of a report: a record in quotes, as a shell takes it. */
export function asTyped(words: readonly string[]): string {
  return words.map(word => (word.includes(' ') ? `"${word}"` : word)).join(' ')
}

export interface Asking {
  readonly resolve: Resolver
  /** Whom the DNS is asked of, for the head of a report. */
  readonly asked: string
  readonly findings: readonly Finding[]
}

const timeoutSeconds = 10

/** The resolver of the machine, or the one that `--resolver` names. */
export function askingOf({ flags, world }: Context): Asking {
  const named = resolverOf(flags)
  if ('code' in named)
    return { resolve: createSystemResolver({ timeoutSeconds }), asked: '', findings: [named] }
  const { server } = named
  const servers = server === null ? world.nameServers : [server]
  const asking = createSystemResolver({
    timeoutSeconds,
    ...(servers.length > 0 ? { servers } : {}),
  })
  const patience = createPatience(() => world.now())
  const resolve = patientResolver(asking, patience, server ?? '')
  return { resolve, asked: `DNS as ${server ?? 'this machine'} sees it`, findings: [] }
}
