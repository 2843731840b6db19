/**
 * What a run tells of SPF, and when: all of it once, from a look before anything
 * is written, since a connector that changed no longer knows the address that it
 * had. A destroy runs no program that asks; there the connectors tell as they go.
 */
import type { Finding } from '../../findings.js'
import { InboundConnector, type LiveConnector } from '../../resources/inbound-connector.js'
import type { AnyKind } from '../../resources/resource.js'
import { givenUpBy } from '../../run/given-up.js'
import { createLane, gathering } from './lane.js'
import { observedIn } from './observed.js'
import type { Session } from './session.js'
import { kindsOfSpf, spfTold, type SpfTold } from './spf-told.js'

export interface SpfWatch {
  /** For whoever tells it. */
  told(): Promise<SpfTold>
  /** Before a thing of that kind is written: the look is taken, if the spec asks for anything. */
  beforeWriting(kind: AnyKind): Promise<void>
  /** Where the addresses of a connector that is gone are still let in, unless it was told. */
  afterRemoval(connector: LiveConnector): Promise<readonly Finding[]>
}

export function createSpfWatch(session: Session): SpfWatch {
  let look: Promise<SpfTold> | undefined
  const said = new Set<string>()
  const gone = new Set<string>()
  const taken = () => (look ??= spfTold(session))

  const letIn = async (connectors: readonly LiveConnector[]): Promise<readonly Finding[]> => {
    const all = await observedIn(session, kindsOfSpf, kind => session.marked(kind))
    const isConnector = (kind: AnyKind) => kind.name === InboundConnector.name
    const observations = all.observations.filter(
      one => !isConnector(one.kind) || !gone.has(one.key),
    )
    const unread = [
      ...all.unread.map(one => one.why),
      ...observations.flatMap(({ kind, reading }) =>
        isConnector(kind) && reading.state === 'unknown' ? [reading.why] : [],
      ),
    ]
    // Another connector, of which nobody knows, may have the address.
    if (unread.length > 0) return unread
    const ranges = connectors.flatMap(one => one.egressIps)
    const { spec } = session.stack()
    return givenUpBy(ranges, session.drivers(), spec, { observations, unread: [] })
  }
  /** Those that go at the same time are one question, and the first of them tells. */
  const together = gathering<LiveConnector, readonly Finding[]>(createLane(), async connectors => {
    const found = (await letIn(connectors)).filter(one => !said.has(one.message))
    for (const { message } of found) said.add(message)
    return connectors.map((_, index) => (index === 0 ? found : []))
  })

  return Object.freeze({
    async told() {
      const told = await taken()
      for (const { message } of told.findings) said.add(message)
      return told
    },
    async beforeWriting(kind: AnyKind) {
      const isOfSpf = kindsOfSpf.some(one => one.name === kind.name)
      if (!isOfSpf || session.stack().compiled.wanted.length === 0) return
      // What fails here fails where it is asked for, too, and is told there.
      await taken().catch(() => undefined)
    },
    async afterRemoval(connector: LiveConnector) {
      if (session.stack().spec.domains.length === 0) return []
      gone.add(InboundConnector.keyOf(connector))
      return together(connector)
    },
  } satisfies SpfWatch)
}
