/**
 * Whose turn it is. Writes are made one at a time, so what Exchange says to a
 * cmdlet is said to the resource that is being written, and is told under its
 * name. The same sentence is told once: a batch would repeat it for each thing.
 */
import type { Ledger, LedgerEntry } from '../../drivers/ledger.js'
import { finding } from '../../findings.js'
import type { AnyKind, Key } from '../../resources/resource.js'
import type { Narrator } from './narrator.js'
import { told } from './told.js'

export interface Turns {
  readonly ledger: Ledger
  /** The kind as it is, telling whose turn it is while it writes or removes. */
  announced(kind: AnyKind, urns: ReadonlyMap<Key, string>): AnyKind
}

export function createTurns(narrator: Narrator): Turns {
  const said = new Set<string>()
  let urn = ''
  const during = async (whose: string, work: () => Promise<void>) => {
    urn = whose
    await work().finally(() => {
      urn = ''
    })
  }
  const tell = (cmdlet: string, text: string) => {
    const warning = told(finding('pulumi-warning-of-exchange', { cmdlet, text }))
    if (said.has(`${urn} ${warning}`)) return
    said.add(`${urn} ${warning}`)
    narrator.tell('warning', warning, urn)
  }
  return Object.freeze({
    ledger: Object.freeze({
      record({ call, outcome }: LedgerEntry) {
        for (const text of outcome.warnings) tell(call.cmdlet, text)
      },
    }),
    announced: (kind: AnyKind, urns: ReadonlyMap<Key, string>): AnyKind => ({
      ...kind,
      write: (drivers, desired, live) =>
        during(urns.get(kind.keyOf(desired)) ?? '', () => kind.write(drivers, desired, live)),
      remove: (drivers, live) =>
        during(urns.get(kind.keyOf(live)) ?? '', () => kind.remove(drivers, live)),
    }),
  })
}
