/**
 * A resolver that is asked some things at a time, and is not waited for again and
 * again once it is silent. Nothing that was not asked is ever absent: the status says
 * that no answer came, and `why` that nobody was asked.
 */
import type { DnsAnswer, RecordType, Resolver } from '../drivers.js'
import type { Patience, Sign } from './message/patience.js'
import { createTurns } from './message/turns.js'

/**
 * A stack may have thousands of domains with several questions each. Sent at once
 * they overrun the buffers on the way, and those lost would count as unanswered.
 */
const mostAtOnce = 32

/** `server` is the address of the resolver; '' is that of this machine. */
export function patientResolver(resolve: Resolver, patience: Patience, server: string): Resolver {
  const turn = createTurns(mostAtOnce)
  const answerTo = async (name: string, type: RecordType): Promise<DnsAnswer> => {
    const borne = await patience({
      server: `resolver ${server}`,
      about: `${type} ${name}`,
      ask: () => resolve(name, type),
      signOf: signOfAnswer,
      // It may be slow with some domains, whose own name servers are dead; the root lives.
      probe: async () => signOfAnswer(await resolve('.', 'NS')),
    })
    if (borne.state === 'asked') return borne.reply
    const most = String(borne.most)
    const why = `not asked: the resolver left more than ${most} questions unanswered in this run`
    return { status: 'timeout', records: [], why }
  }
  return (name, type) => turn(() => answerTo(name, type))
}

function signOfAnswer({ status }: DnsAnswer): Sign {
  return status === 'timeout' ? 'silence' : 'answer'
}
