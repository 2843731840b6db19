/** The shape of a catalogue entry, and the types that tie a sentence to the values it names. */

export type Severity = 'error' | 'warning' | 'information'

export interface Words {
  readonly severity: Severity
  /** One sentence; `{name}` stands for a value. */
  readonly message: string
  /** What to do; never empty. */
  readonly remedy: string
}

export type Catalogue = Readonly<Record<string, Words>>

/** No placeholder holds one of these, so YAML in braces may stand in a sentence: `{ name: … }`. */
type NotInName = ' ' | ':' | ',' | '.' | '-' | '"' | "'" | '`' | '…' | '@' | '*' | '{' | '/' | '='

type Placeholders<Text extends string> = Text extends `${string}{${infer Rest}`
  ? NameBefore<Rest> | Placeholders<Rest>
  : never

type NameBefore<Rest extends string> = Rest extends `${infer Name}}${string}`
  ? Name extends '' | `${string}${NotInName}${string}`
    ? never
    : Name
  : never

/** The values that an entry's sentences need: `{name}` in the text becomes a property. */
export type FactsOf<Entry extends Words> = Facts<
  Placeholders<Entry['message']> | Placeholders<Entry['remedy']>
>

type Facts<Name extends string> = [Name] extends [never]
  ? Readonly<Record<string, never>>
  : Readonly<Record<Name, string | number>>
