/**
 * From the spec to what must exist: how each device sends, and which
 * connectors, mailboxes, switches and SPF terms that asks for.
 *
 * The text alone decides. The same spec gives the same things on a fork, a
 * laptop and in the pipeline, whatever stands in the tenant today; `judge`
 * holds them against the tenant afterwards. Pure, and linear in the number of
 * devices.
 */
import type { Spec } from '../spec/spec.js'
import type { Compiled, Decision } from './compiled.js'
import { connectorsFor } from './connectors.js'
import { decide, type Sending } from './decide.js'
import { findingsOf } from './device-findings.js'
import { settingsOf } from './device-settings.js'
import { guardFor } from './direct-send-guard.js'
import { mailboxesFor } from './mailboxes.js'
import { createChecker } from './methods.js'
import { questionsFor } from './questions.js'
import { relayFindings } from './relay-findings.js'
import { standingsOf } from './relays.js'
import { remarksOf } from './remarks.js'
import { sendAsFindings } from './send-as.js'
import { senderFindings } from './sender-findings.js'
import { limitFindings } from './sending-limits.js'
import { signInsOf } from './sign-ins.js'
import { siteFindings } from './site-findings.js'
import { smtpAuthFor } from './smtp-auth.js'
import { indexSpec, type SpecIndex } from './spec-index.js'
import { spfRecordsFor } from './spf-records.js'
import { directSendFindings } from './direct-send-findings.js'
import { withLine } from './with-line.js'

export function compile(spec: Spec): Compiled {
  const index = indexSpec(spec)
  const checker = createChecker()
  const relays = standingsOf(index, checker)
  const sendings = decide(index, relays, checker)
  const signIns = signInsOf(index, sendings, relays)

  const connectors = connectorsFor(index, sendings, relays)
  const mailboxes = mailboxesFor(index, sendings, signIns)
  const smtpAuth = smtpAuthFor(index, signIns)
  const guard = guardFor(spec, connectors.wanted)
  const spf = spfRecordsFor(index, sendings)
  const wanted = [...connectors.wanted, ...mailboxes, ...smtpAuth, ...guard, ...spf.wanted]

  const decisions = sendings.map(one => decisionOf(index, one))
  const findings = [
    ...siteFindings(index),
    ...decisions.flatMap(one => one.findings),
    ...relayFindings(index, sendings, relays),
    ...connectors.findings,
    ...senderFindings(index, sendings, signIns),
    ...sendAsFindings(index, sendings),
    ...limitFindings(index, sendings),
    ...spf.findings,
    ...directSendFindings(index, sendings),
  ].map(one => withLine(one, spec.places))

  return Object.freeze({
    decisions: Object.freeze(decisions),
    wanted: Object.freeze(wanted),
    findings: Object.freeze(findings),
    questions: questionsFor(index, sendings, { mailboxes, smtpAuth }),
  })
}

function decisionOf(index: SpecIndex, sending: Sending): Decision {
  const { device, situation, method, because } = sending
  const relayOrigin = method === 'local-relay' ? situation.relay?.situation.origin : null
  return Object.freeze({
    device: device.name,
    ...(because.place ? { place: because.place } : {}),
    site: (relayOrigin ?? situation.origin)?.name ?? null,
    method,
    overridden: device.method !== null,
    relaysAnyway: sending.relaysAnyway,
    checks: sending.checks,
    ...settingsOf(index, sending),
    from: device.from,
    to: device.to,
    remarks: remarksOf(sending),
    findings: findingsOf(index, sending).map(one => withLine(one, index.spec.places)),
  })
}
