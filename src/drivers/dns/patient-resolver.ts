/**
 * A resolver that is not waited for again and again once it is silent. Nothing that
 * was not asked is ever absent: the status says that no answer came, and `why` that
 * nobody was asked.
 */
import type { DnsAnswer, Resolver } from '../drivers.js'
import type { Patience, Sign } from './message/patience.js'

/** `server` is the address of the resolver; '' is that of this machine. */
export function patientResolver(resolve: Resolver, patience: Patience, server: string): Resolver {
  return async (name, type) => {
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
}

function signOfAnswer({ status }: DnsAnswer): Sign {
  return status === 'timeout' ? 'silence' : 'answer'
}
