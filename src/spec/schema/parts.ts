/**
 * What the schemas of all sections are made of.
 *
 * Every key is declared with a sentence that says what it is, with its unit,
 * and with an example: the editor shows both on hover, the reference page prints
 * them, and a fault quotes them. Whether a text is a good address or domain is
 * not decided here but where the normal form is made, which knows better words.
 */
import * as z from 'zod'

export type Example = string | number | boolean | readonly Example[] | ExampleMap
interface ExampleMap {
  readonly [key: string]: Example
}

/** A key that may be left out. */
export function key<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  ...examples: readonly Example[]
): z.ZodOptional<Schema> {
  return needed(schema, description, ...examples).optional()
}

/** A key that must stand there. */
export function needed<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  ...examples: readonly Example[]
): Schema {
  return schema.meta({ description, examples: [...examples] })
}

/** A scalar may stand where a list may. */
export function oneOrMany<Schema extends z.ZodType>(
  one: Schema,
): z.ZodUnion<[Schema, z.ZodArray<Schema>]> {
  return z.union([one, z.array(one)])
}

/** Names of sites, devices, relays and profiles end up in marks, keys and connector names. */
export const namePattern = /^[A-Za-z0-9._-]{1,63}$/
export const name = z.string().regex(namePattern)

/** A name that is referred to; `site: 12` is clear enough. */
export const reference = z.union([z.string(), z.int()])

/** Free text; a ticket number is one too. */
const words = z.union([z.string(), z.number(), z.boolean()])

export const described = {
  notes: key(
    words,
    'Anything a reviewer should know. It is shown beside the plan and changes nothing.',
    'ISP letter of 3 November, ticket 4711',
  ),
  labels: key(
    z.record(z.string(), words),
    'Your own key and value pairs, such as a cost centre. They change nothing.',
    { costCentre: '4711', owner: 'facilities' },
  ),
}

/** Sections hold named things; an empty section is no fault. */
export function section<Schema extends z.ZodType>(
  things: Schema,
  description: string,
  example: Example,
): z.ZodOptional<z.ZodNullable<Schema>> {
  return things
    .nullable()
    .meta({ description, examples: [example] })
    .optional()
}
