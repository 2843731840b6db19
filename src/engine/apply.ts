/**
 * Apply: does the changes of a plan, kind by kind, and tells what came of each.
 *
 * Changes of one kind that follow one another are one batch. What needs a thing
 * that was not written is refused; nothing is started after an interruption.
 */
import { Bug, finding, type Finding } from '../findings.js'
import type { AnyKind, Drivers, Reference, Wanted } from '../resources/resource.js'
import { ensureAbsent } from './ensure-absent.js'
import { ensure, notStarted } from './ensure.js'
import { nameOf } from './filters.js'
import type { Pace, Tell } from './pace.js'
import type { Change, Plan, Receipt, ReceiptOutcome } from './plan-data.js'

export interface ApplyInput {
  readonly kinds: readonly AnyKind[]
  readonly drivers: Drivers
  readonly plan: Plan
  readonly wanted: readonly Wanted[]
  readonly pace: Pace
  /** Called when a change is begun, and again when its receipt is known. */
  readonly onStart: (change: Change) => void
  readonly onReceipt: Tell
}

export async function apply(input: ApplyInput): Promise<readonly Receipt[]> {
  const { kinds, drivers, plan, pace } = input
  const wanted = new Map(input.wanted.map(one => [nameOf(one), one]))
  const receipts: Receipt[] = []
  const failed = new Set<string>()
  const tell = (receipt: Receipt) => {
    if (receipt.outcome !== 'written' && receipt.outcome !== 'unchanged')
      failed.add(nameOf(receipt))
    receipts.push(receipt)
    input.onReceipt(receipt)
  }
  for (const batch of batches(plan.changes)) {
    const [first] = batch
    const kind = kinds.find(one => one.name === first?.kind)
    if (!kind || !first) throw new Bug(`The plan names the kind "${String(first?.kind)}".`)
    if (pace.interrupted()) {
      batch.forEach(change => {
        tell(receiptFor(change, 'not-started', notStarted(change)))
      })
      continue
    }
    const ready = batch.filter(change => {
      const need = change.needs.find(one => failed.has(nameOf(one)))
      if (need) tell(receiptFor(change, 'refused', needRefused(change, need)))
      return !need
    })
    ready.forEach(input.onStart)
    if (first.verb === 'remove') await ensureAbsent(kind, drivers, ready, pace, tell)
    else {
      const jobs = ready.map(approved => ({ approved, wanted: wantedOf(wanted, approved) }))
      await ensure(kind, drivers, jobs, pace, tell)
    }
  }
  return receipts
}

function batches(changes: readonly Change[]): readonly (readonly Change[])[] {
  const all: Change[][] = []
  for (const change of changes) {
    const [last] = all.at(-1) ?? []
    const same =
      last?.kind === change.kind && (last.verb === 'remove') === (change.verb === 'remove')
    if (same) all.at(-1)?.push(change)
    else all.push([change])
  }
  return all
}

function wantedOf(wanted: ReadonlyMap<string, Wanted>, change: Change): Wanted {
  const one = wanted.get(nameOf(change))
  if (!one) throw new Bug(`Nothing asks for ${nameOf(change)}, which the plan wants to write.`)
  return one
}

function needRefused({ telling, because }: Change, need: Reference): Finding {
  const facts = { what: telling.title, need: `${need.kind} ${need.key}` }
  return finding('need-refused', facts, because[0]?.place)
}

function receiptFor({ kind, key }: Change, outcome: ReceiptOutcome, why: Finding): Receipt {
  return { kind, key, outcome, finding: why }
}
