/**
 * What a person names to the `spf` commands: a domain, whose record is asked of
 * the DNS, or a record that is typed. Nothing else is needed: no spec, no tenant.
 */
import { createSystemResolver } from '../../drivers/dns/system-resolver.js'
import type { Resolver } from '../../drivers/drivers.js'
import { finding, type Finding } from '../../findings.js'
import { canonicalName } from '../../mail/dns-name.js'
import { answerFindings, recordOf as spfOfAnswer } from '../../mail/spf-analyse-answer.js'
import { isSpf } from '../../mail/spf.js'
import type { Context } from '../command.js'
import { resolverOf } from '../resolver-flag.js'

export interface Named {
  /** Null for a record that was typed. */
  readonly domain: string | null
  readonly record: string | null
  /** Why there is no record to look at, and what else is wrong with the answer it stood in. */
  readonly findings: readonly Finding[]
}

/** SPF records stand at names that no address could have, such as _spf.example.com. */
const name = /^(?=.{1,253}\.?$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]*\.?$/i

export async function readNamed(text: string, resolve: Resolver): Promise<Named> {
  const trimmed = text.trim()
  if (isSpf(trimmed)) return { domain: null, record: trimmed, findings: [] }
  if (!name.test(trimmed))
    return { domain: null, record: null, findings: [finding('spf-subject-unclear', { text })] }
  return recordOf(canonicalName(trimmed), resolve)
}

export async function recordOf(domain: string, resolve: Resolver): Promise<Named> {
  const answer = await resolve(domain, 'TXT')
  const { record, findings } = spfOfAnswer(domain, answer)
  return { domain, record, findings: [...findings, ...answerFindings(domain, answer)] }
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
  const resolve = createSystemResolver({
    timeoutSeconds,
    ...(servers.length > 0 ? { servers } : {}),
  })
  return { resolve, asked: `DNS as ${server ?? 'this machine'} sees it`, findings: [] }
}
