/**
 * What a receiver decides about one mail by SPF (RFC 7208), and why: the same
 * steps in the same order with the same limits, shown as a tree of terms.
 *
 * The DNS is an argument, so nothing here knows the network. Whatever is put in,
 * an evaluation ends, at the latest after `timeoutSeconds`, and never throws. The
 * steps stand in spf-evaluate-record.ts.
 */
import { startAsking, type SpfAskingResolver } from './spf-evaluate-asking.js'
import { heloOf, identityOf, parseClient, type SpfIdentity } from './spf-evaluate-client.js'
import { fetchExplanation } from './spf-evaluate-explanation.js'
import type { CheckedRecord } from './spf-evaluate-ending.js'
import { checkRecord } from './spf-evaluate-record.js'
import type { SpfWalk } from './spf-evaluate-walk.js'
import type { SpfEvaluation } from './spf-trace.js'

export interface SpfQuestion {
  /** Of the client that hands the mail in. */
  readonly ip: string
  /** The name it greets with. */
  readonly helo?: string
  /** MAIL FROM; empty for a bounce, which is judged by `helo`. */
  readonly sender?: string
  /** The name of the host that asks, for `%{r}`. */
  readonly receiver?: string
}

export interface SpfEvaluationOptions {
  /** The RFC asks for 20 at least. */
  readonly timeoutSeconds?: number
  /** For `%{t}`. */
  readonly now?: () => Date
}

export async function evaluateSpf(
  { ip, helo = '', sender = '', receiver = 'unknown' }: SpfQuestion,
  resolve: SpfAskingResolver,
  { timeoutSeconds = 20, now = () => new Date() }: SpfEvaluationOptions = {},
): Promise<SpfEvaluation> {
  const identity = identityOf(sender, helo)
  const client = parseClient(ip)
  if (!client) return withoutAddress(identity)

  const asking = startAsking(resolve, timeoutSeconds)
  const walk: SpfWalk = {
    client,
    identity,
    helo: heloOf(helo),
    receiver: heloOf(receiver),
    now,
    asking,
    lookups: 0,
    voidLookups: 0,
    validated: undefined,
  }
  try {
    const checked = await checkRecord(walk, identity.domain)
    const { trace, explanation: where } = checked
    const explanation =
      trace.result === 'fail' && where ? await fetchExplanation(walk, where) : null
    return evaluation(checked, explanation, walk)
  } finally {
    asking.stop()
  }
}

function evaluation(
  { trace, decidedBy }: Pick<CheckedRecord, 'trace' | 'decidedBy'>,
  explanation: string | null,
  { lookups, voidLookups }: Pick<SpfWalk, 'lookups' | 'voidLookups'>,
): SpfEvaluation {
  return {
    result: trace.result,
    explanation,
    trace: {
      domain: trace.domain,
      text: trace.text,
      asked: trace.asked,
      terms: trace.terms,
      result: trace.result,
      reason: trace.reason,
      decidedBy,
    },
    lookups,
    voidLookups,
  }
}

/** Nobody can be judged by an address that is none; the DNS is not even asked. */
function withoutAddress({ domain }: SpfIdentity): SpfEvaluation {
  const reason = 'malformed-address'
  return evaluation(
    {
      trace: { domain, text: null, asked: [], terms: [], result: 'none', reason },
      decidedBy: { reason, domain, term: null, offset: null, via: [] },
    },
    null,
    { lookups: 0, voidLookups: 0 },
  )
}
