/**
 * The JSON that scripts and pipelines rely on, written down a second time, by
 * hand and strictly: a key more, a key less or another type fails the test.
 */
import { z } from 'zod'

const place = {
  file: z.string().optional(),
  line: z.int().min(1).optional(),
  column: z.int().min(1).optional(),
}

const findingShape = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+$/),
  severity: z.enum(['error', 'warning', 'information']),
  message: z.string().min(1),
  remedy: z.string().min(1),
  ...place,
})

const changeShape = z.strictObject({
  kind: z.string(),
  key: z.string(),
  verb: z.enum(['create', 'update', 'remove']),
  fields: z.array(z.strictObject({ path: z.string(), before: z.unknown(), after: z.unknown() })),
  meaning: z.string().min(1),
  because: z.array(
    z.strictObject({
      device: z.string().optional(),
      site: z.string().optional(),
      sender: z.string().optional(),
      domain: z.string().optional(),
      ...place,
    }),
  ),
})

const reading = z.enum(['SIMULATED', 'LIVE', 'NOT READ'])
const count = z.int().min(0)

export const planShape = z.strictObject({
  format: z.literal('devicemail-plan/1'),
  digest: z.string().regex(/^[0-9a-f]{16}$/),
  tenant: z.string(),
  driver: z.string(),
  reading,
  counts: z.strictObject({
    create: count,
    update: count,
    remove: count,
    unchanged: count,
    unknown: count,
    refused: count,
  }),
  changes: z.array(changeShape),
  byHand: z.array(changeShape).optional(),
  commands: z
    .array(z.strictObject({ kind: z.string(), key: z.string(), lines: z.array(z.string()) }))
    .optional(),
  findings: z.array(findingShape),
})

const outcomes = [
  'unchanged',
  'written',
  'removed',
  'waiting',
  'refused',
  'failed',
  'not-started',
] as const

export const receiptShape = z.strictObject({
  format: z.literal('devicemail-receipt/1'),
  reading,
  receipts: z.array(
    z.strictObject({
      kind: z.string(),
      key: z.string(),
      outcome: z.enum(outcomes),
      finding: findingShape.optional(),
    }),
  ),
  findings: z.array(findingShape),
})

export const verifyShape = z.strictObject({
  format: z.literal('devicemail-verify/1'),
  plan: planShape,
  findings: z.array(findingShape),
})

const methods = ['smtp-relay', 'client-submission', 'direct-send', 'local-relay'] as const

export const explainShape = z.strictObject({
  reading,
  devices: z.array(
    z.strictObject({
      device: z.string(),
      method: z.enum(methods).nullable(),
      site: z.string().nullable(),
      host: z.string().nullable(),
      port: z.int().nullable(),
      tls: z.string().nullable(),
      signIn: z.string().nullable(),
      checks: z.array(
        z.strictObject({
          method: z.enum(methods),
          requirement: z.string(),
          holds: z.boolean(),
          sentence: z.string().min(1),
        }),
      ),
      findings: z.array(findingShape),
    }),
  ),
})

export const statusShape = z.strictObject({
  format: z.literal('devicemail-status/1'),
  reading,
  objects: z.array(
    z.strictObject({ kind: z.string(), key: z.string(), spec: z.string(), title: z.string() }),
  ),
  findings: z.array(findingShape),
})

export const validateShape = z.strictObject({
  format: z.literal('devicemail-validate/1'),
  findings: z.array(findingShape),
})

export const markShape = z.strictObject({
  format: z.literal('devicemail-mark/1'),
  command: z.enum(['adopt', 'release']),
  tenant: z.string(),
  reading,
  kind: z.string(),
  key: z.string(),
  title: z.string(),
  ownedBy: z.string().nullable(),
  outcome: z.enum(['done', 'unchanged', 'refused', 'waiting', 'failed', 'not-started']),
  values: z.record(z.string(), z.unknown()),
  differences: z.array(
    z.strictObject({ path: z.string(), before: z.unknown(), after: z.unknown() }),
  ),
  findings: z.array(findingShape),
})

export const filesShape = z.strictObject({
  format: z.literal('devicemail-files/1'),
  command: z.enum(['init', 'export', 'import']),
  tenant: z.string().nullable(),
  reading: reading.nullable(),
  files: z.array(
    z.strictObject({
      path: z.string(),
      about: z.string().min(1),
      outcome: z.enum(['written', 'unchanged', 'kept', 'not-written']),
    }),
  ),
  findings: z.array(findingShape),
})
