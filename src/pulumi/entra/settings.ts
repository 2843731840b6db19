/**
 * What a stack's configuration says under `devicemail:entra`: pipelines that get
 * an identity, and devices that get an application.
 */
import * as pulumi from '@pulumi/pulumi'
import * as z from 'zod'
import { pipelineSchema } from './federation.js'

const schema = z.strictObject({
  pipelines: z
    .record(
      z.string(),
      z.strictObject({
        role: z.enum(['exchange-administrator', 'global-reader']),
        from: pipelineSchema,
      }),
    )
    .default({}),
  applications: z
    .record(
      z.string(),
      z.strictObject({
        allowedBy: z.enum(['exchange-role', 'app-role']).default('exchange-role'),
        /** Left out, it is the mailbox that the device of that name signs in to. */
        sendAs: z.array(z.string().regex(/^[^@\s]+@[^@\s]+$/, 'must be a mail address')).optional(),
      }),
    )
    .default({}),
})

export type EntraSettings = z.infer<typeof schema>

/** `folder` is that of the stack's spec; null where it has none. */
export function entraSettings(written: unknown, folder: string | null): EntraSettings {
  const read = schema.safeParse(written)
  if (!read.success) {
    const faults = read.error.issues.map(
      ({ path, message }) => `${['devicemail:entra', ...path.map(String)].join('.')}: ${message}.`,
    )
    throw new pulumi.RunError(
      `The stack's configuration has faults. ${faults.join(' ')} docs/pulumi.md shows what may stand there.`,
    )
  }
  if (folder !== null && Object.keys(read.data.pipelines).length > 0)
    throw new pulumi.RunError(
      `The stack has a spec, ${folder}, and devicemail:entra.pipelines: a stack must not sign in with an application that it creates itself. Put the pipelines in a stack that has no folder.`,
    )
  return read.data
}
