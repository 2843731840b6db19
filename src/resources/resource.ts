/**
 * What a kind of thing is: the one interface between what must exist and the
 * world. A kind knows how its things are named, compared, read and written; it
 * knows no file, no console, no clock and no other kind. The engine knows this
 * interface and no kind by name.
 */
import type { Exchange, ReadProperties, Resolver, Zones } from '../drivers/drivers.js'
import type { Because, Finding } from '../findings.js'
import type { Difference, Fields } from './field.js'
import type { Holders } from './holders.js'
import type { Key } from './key.js'
import type { Mark, Owner } from './mark.js'

export { keyFrom, type Key } from './key.js'
export type { Owner } from './mark.js'

/** What a kind may use of the world. */
export interface Drivers {
  readonly exchange: Exchange
  readonly holders: Holders
  readonly zones: Zones
  readonly resolve: Resolver
  readonly mark: Mark
  /** Forgets what was read: the next look asks the world again. */
  forget(): void
}

/**
 * What a look at one thing gave.
 *
 * `unknown` is what keeps a tenant safe: a timeout must never become "create it
 * again". Only a proven `absent` may lead to a creation.
 */
export type Reading<Live> =
  | {
      readonly state: 'present'
      readonly live: Live
      readonly owner: Owner
      /** Ours by its birth sign, but the mark itself is missing or in an old form: a difference to mend. */
      readonly markMissing?: boolean
      /** It stands where only a person may write, whatever is wanted of it. */
      readonly byHand?: boolean
    }
  | {
      readonly state: 'absent'
      /**
       * What stands where the thing would stand, for a part of something that is
       * there anyway (a domain's other TXT values): fold, judge and write get it as `live`.
       */
      readonly blank?: Live
    }
  | {
      /** Something else holds the name or address: a user, a group, a soft-deleted mailbox. */
      readonly state: 'blocked'
      readonly why: Finding
      /** Held by another thing of ours, which a renamed one may turn out to be. */
      readonly heldBy?: Key
    }
  | { readonly state: 'unknown'; readonly why: Finding }

/** A thing that bears a mark: of which spec, under which key, and how people call it. */
export interface Marked {
  readonly spec: string
  readonly key: Key
  readonly title: string
}

/** What a change means, for a person who does not know Exchange. Plain sentences, no markup. */
export interface Telling {
  /** Names the thing: `connector "Devices at turin"`. */
  readonly title: string
  /** One sentence: what will be so once the change is done. */
  readonly meaning: string
  /** Who can do more afterwards; [] is nobody. */
  readonly canMore: readonly string[]
  /** Who can do less afterwards; [] is nobody. */
  readonly canLess: readonly string[]
  /** What happens if the new values are wrong. */
  readonly ifWrong: string | null
  /** Lines under the title: `recognises` – `198.51.100.7`. */
  readonly details: readonly { readonly label: string; readonly text: string }[]
  /**
   * What its values do not show, for where only values are seen: the table of a pull
   * request, a preview of Pulumi. Missing where the values speak for themselves.
   */
  readonly alsoMeans?: string
}

export interface ResourceKind<Desired extends object, Live extends Desired> {
  /** In kebab-case: names the file, its test, its docs page, the CLI noun and the Pulumi type. */
  readonly name: string
  /** One sentence for an administrator. */
  readonly summary: string
  /**
   * Every cmdlet the kind may run, and of those that read the properties it looks at: the allow
   * list, `-CommandName`, the least rights and what is asked for derive from it.
   */
  readonly cmdlets: { readonly read: ReadProperties; readonly write: readonly string[] }
  /** `part`: some terms or switches of a thing that is not ours; the line in the spec is the consent. */
  readonly owns: 'object' | 'part'
  /** What happens when the spec no longer asks for it. Kept things are told, and are no change. */
  readonly whenUnwanted: 'remove' | 'keep'
  /** Each property once: diff, cmdlet parameters, schema, Pulumi codec and docs derive from it. */
  readonly fields: Fields<Desired>
  /** The canonical key. Another key is another thing. */
  keyOf(desired: Desired): Key
  /** Faults that show without asking the tenant. */
  check(desired: Desired): readonly Finding[]
  /** Faults that only show against what is there. Pure. */
  judge?(desired: Desired, live: Live | undefined): readonly Finding[]
  /** Before every diff: what is not ours stays as it is. Pure. */
  fold?(desired: Desired, live: Live): Desired
  /** What stays when our part is taken away, for kinds that own a part. Pure. */
  leaves?(live: Live): Desired
  /**
   * What stands right after a creation, for kinds that are made in several steps: a
   * rehearsal goes on from it. Named by what a person can type. Pure.
   */
  newborn?(desired: Desired): Live
  /** Whether a thing to be removed is in truth the one to be created, under another key. Pure. */
  resembles?(live: Live, desired: Desired): boolean
  /** The title alone, as `tell` gives it, for kinds whose telling is dear: most things stand unchanged. Pure. */
  titleOf?(thing: Desired): string
  /** Says what a change means; `before` or `after` is missing for a creation or a removal. Pure. */
  tell(change: Transition<Desired, Live>): Telling
  /** Everything that bears a mark of devicemail, whichever spec's. Throws a `Fault`. */
  find(drivers: Drivers): Promise<readonly Marked[]>
  /**
   * An answer for every key, in few calls. A missing answer is a bug. What is wanted
   * helps to recognise an unmarked thing, such as a connector by its name. Throws a `Fault`.
   */
  read(
    drivers: Drivers,
    keys: readonly Key[],
    wanted?: ReadonlyMap<Key, Desired>,
  ): Promise<ReadonlyMap<Key, Reading<Live>>>
  /** Creates, or updates what was read. Safe to repeat. Throws a `Fault`. */
  write(drivers: Drivers, desired: Desired, live?: Live): Promise<void>
  /** Removes what was read. Throws a `Fault`; `not-found` where it is gone already, which the engine takes for success. */
  remove(drivers: Drivers, live: Live): Promise<void>
  /**
   * Puts our mark for the key on what was read, or with null takes our mark off, and
   * changes nothing else. Missing for kinds that own a part: there the line in the
   * spec is the consent, and nothing is marked as a whole. Missing too where nothing
   * of a thing can be changed. Throws a `Fault`.
   */
  setMark?(drivers: Drivers, live: Live, key: Key | null): Promise<void>
}

export interface Transition<Desired, Live> {
  readonly before: Live | undefined
  readonly after: Desired | undefined
  readonly differences: readonly Difference[]
}

/** A kind whose two types nobody asks for: what the engine and the table of kinds hold. */
export type AnyKind = ResourceKind<object, object>

/** Freezes a kind and lets TypeScript infer its two types. */
export function defineKind<Desired extends object, Live extends Desired>(
  kind: ResourceKind<Desired, Live>,
): ResourceKind<Desired, Live> {
  return Object.freeze(kind)
}

/** Names a thing of any kind. */
export interface Reference {
  readonly kind: string
  readonly key: Key
}

/** One thing that must exist, with why. Compile makes it; the engine carries it to the report. */
export interface Wanted<Desired extends object = object> extends Reference {
  readonly desired: Desired
  /** The lines in the spec that ask for it; at least one. */
  readonly because: readonly Because[]
  /** What must be done before it; a need that failed refuses it. */
  readonly needs: readonly Reference[]
  /** Consent to take over a thing that nobody owns. */
  readonly adopt: boolean
  /** Consent to take over a thing that bears this other spec's mark. */
  readonly takeFrom: string | null
  /** `person`: nothing of ours can write it (DNS kept by hand); it is compared, told and never a change. */
  readonly doneBy: 'devicemail' | 'person'
  /** The spec forbids removing it. */
  readonly protect: boolean
  /** An older key under which the same thing may still be marked. */
  readonly formerly: Key | null
}
