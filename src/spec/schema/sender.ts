/** A sender: a rule for one address or a pattern, where a hidden shared mailbox will not do. */
import * as z from 'zod'
import { described, key, needed, oneOrMany, section } from './parts.js'

export const senderSchema = needed(
  z.strictObject({
    displayName: key(
      z.string(),
      'The name people see. Default: made from the address.',
      'Printers',
    ),
    members: key(
      oneOrMany(z.string()),
      'Who may open the mailbox and send as it. Others who may already are left alone.',
      ['it@contoso.com'],
    ),
    mailbox: key(
      z.enum(['shared', 'existing', 'none']),
      "shared: a shared mailbox of ours. existing: somebody's, used as it is. none: replies bounce, and that is meant. Default: shared.",
      'existing',
    ),
    aliasOf: key(
      z.string(),
      'The mailbox that also holds this address, so that many addresses need one mailbox.',
      'printer@contoso.com',
    ),
    hidden: key(z.boolean(), 'Whether address lists leave it out. Default: true.', true),
    adopt: key(
      z.boolean(),
      'Take over the shared mailbox of that address, if nobody owns it. Default: false.',
      true,
    ),
    takeFrom: key(
      z.string(),
      'Take over the mailbox from this spec, whose mark it bears.',
      'contoso-old',
    ),
    protect: key(z.boolean(), 'Never remove it. Default: false.', true),
    ...described,
  }),
  'A rule for an address that devices send as.',
  { displayName: 'Printers', members: ['it@contoso.com'] },
)

export const sendersSchema = section(
  z.record(z.string(), senderSchema.nullable()),
  'Rules for addresses that devices send as, by address or by pattern with *.',
  { 'printer@contoso.com': { displayName: 'Printers', members: ['it@contoso.com'] } },
)

export type WrittenSender = z.output<typeof senderSchema>
