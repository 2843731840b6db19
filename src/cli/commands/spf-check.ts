/** `devicemail spf check`: a record as a receiver sees it; with an address, what it decides and why. */
import { isIP } from 'node:net'
import type { Resolver } from '../../drivers/drivers.js'
import { finding, hasError, strictly, type Finding } from '../../findings.js'
import { remembering } from '../../mail/dns-memory.js'
import { evaluateSpf } from '../../mail/spf-evaluate.js'
import type { SpfEvaluation } from '../../mail/spf-trace.js'
import { spfCheckReport } from '../../report/spf-report.js'
import type { Context, Flags } from '../command.js'
import { exitCode } from '../exit-code.js'
import { readFlags, textFlag } from '../flags.js'
import { print } from '../print.js'
import { examine } from '../spf/examine.js'
import { askingOf, nameOf, readNamed, type Named } from '../spf/subject.js'
import { traceTree } from '../spf/trace-tree.js'
import { tell } from '../tell.js'

export async function run(context: Context): Promise<number> {
  const { flags, io, words } = context
  const [text = ''] = words
  const { settings, findings } = readFlags(flags)
  const { resolve: ask, asked, findings: wrongServer } = askingOf(context)
  // The record, its cost and the verdict rest on the same answers; a silent server is waited for once.
  const resolve = remembering(ask)
  const ip = textFlag(flags, 'ip')
  const faults = [...findings, ...wrongServer, ...wrongAddress(ip), ...wrongMail(ip, flags)]
  if (faults.length > 0) {
    tell(faults, io)
    return exitCode.failed
  }
  const named = await readNamed(text, resolve)
  const subject = await examine(named, resolve)
  const question = ip === null ? null : questionOf(named, ip, context)
  const evaluation =
    question && (named.domain !== null || named.record !== null)
      ? await evaluateSpf(question, withRecord(named, question.sender || question.helo, resolve))
      : null
  const told = settings.strict ? strictly(subject.findings) : subject.findings
  const report = spfCheckReport({
    ...subject,
    ...(evaluation ? { tree: traceTree(evaluation.trace) } : {}),
    findings: told,
    words: text,
    asked,
    question: question && named.domain === null ? typedOnly(question, context) : question,
    evaluation,
  })
  await print([report], settings, io)
  if (evaluation) return codeOf(evaluation)
  return hasError(told) ? exitCode.failed : exitCode.done
}

/** A script asks "may this address send?": yes, no, or nobody knows yet. */
function codeOf({ result }: SpfEvaluation): number {
  if (result === 'pass') return exitCode.done
  return result === 'temperror' ? exitCode.partly : exitCode.failed
}

/** A record that is typed, without a sender, stands at a name that nobody can have. */
const nowhere = 'record.invalid'

function questionOf({ domain }: Named, ip: string, { flags }: Context) {
  const from = textFlag(flags, 'from') ?? domain ?? nowhere
  const sender = from.includes('@') || isNobody(from) ? from : `postmaster@${from}`
  return { ip, sender: isNobody(from) ? '' : sender, helo: textFlag(flags, 'helo') ?? '' }
}

/** As in bounces: the name of the greeting stands for the sender (RFC 7208, section 2.4). */
function isNobody(from: string): boolean {
  return from === '' || from === '<>'
}

/** A sender that was made up for a typed record is not shown. */
function typedOnly<Question extends { readonly sender: string }>(
  question: Question,
  { flags }: Context,
): Question {
  return textFlag(flags, 'from') === null ? { ...question, sender: '' } : question
}

/** The record that was named judges the mail, also where `--from` is of another domain. */
function withRecord({ record }: Named, sender: string, resolve: Resolver): Resolver {
  if (record === null) return resolve
  const at = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase()
  return (name, type) =>
    name.toLowerCase() === at && type === 'TXT'
      ? Promise.resolve({ status: 'ok', records: [[record]] })
      : resolve(name, type)
}

function wrongAddress(ip: string | null): readonly Finding[] {
  // A zone (fe80::1%eth0) says something of this machine only.
  if (ip === null || (isIP(ip) !== 0 && !ip.includes('%'))) return []
  const allowed = 'one IPv4 or IPv6 address'
  return [finding('bad-option', { option: '--ip', value: ip, allowed })]
}

function wrongMail(ip: string | null, flags: Flags): readonly Finding[] {
  const [from, helo] = [textFlag(flags, 'from'), textFlag(flags, 'helo')]
  if (ip === null)
    return [...(from === null ? [] : ['--from']), ...(helo === null ? [] : ['--helo'])].map(
      option => finding('spf-option-without-address', { option }),
    )
  const isSender =
    from === null ||
    (isNobody(from) ? nameOf(helo ?? '') : nameOf(from.slice(from.lastIndexOf('@') + 1))) !==
      undefined
  const allowed = 'a sender such as printer@contoso.com, a domain, or <> together with --helo'
  return isSender ? [] : [finding('bad-option', { option: '--from', value: from, allowed })]
}
