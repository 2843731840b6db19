/** Asks name servers as a process of ours does; what that takes is loaded by the first question, since most runs ask none. */
import type { AskServer } from './ask-server.js'

/** A name server in another part of the world answers in less than one. */
const timeoutSeconds = 3

export function askServerLater(): AskServer {
  let loading: Promise<AskServer> | undefined
  return async question => {
    loading ??= import('./ask-server.js').then(({ createServerAsker }) =>
      createServerAsker({ timeoutSeconds }),
    )
    return (await loading)(question)
  }
}
