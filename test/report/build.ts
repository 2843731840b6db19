/** Builders for the plain data that reports are made of. */
import type { Decision } from '../../src/compile/compiled.js'
import type { Change, Plan, Standing } from '../../src/engine/plan-data.js'
import type { Because, Finding, Place } from '../../src/findings.js'
import { keyFrom } from '../../src/resources/resource.js'

export function at(file: string, line: number, column = 3): Place {
  return { file, line, column }
}

/** A finding whose words the test chooses, as a catalogue entry of any room might read. */
export function told(
  severity: Finding['severity'],
  message: string,
  remedy: string,
  place?: Place,
  line?: string,
): Finding {
  return {
    code: 'connector-name-held',
    severity,
    message,
    remedy,
    ...(place ? { place } : {}),
    ...(line === undefined ? {} : { line }),
  }
}

export function decision(device: string, changes: Partial<Decision> = {}): Decision {
  return {
    device,
    site: 'milan',
    method: 'smtp-relay',
    overridden: false,
    relaysAnyway: false,
    checks: [],
    smartHost: {
      kind: 'mx-endpoint',
      domain: 'contoso.com',
      host: 'contoso-com.mail.protection.outlook.com',
    },
    port: 25,
    tls: 'optional',
    signIn: null,
    from: { kind: 'addresses', addresses: ['printer@contoso.com'] },
    to: { kind: 'anyone' },
    remarks: [],
    findings: [],
    ...changes,
  }
}

export function devices(count: number, site: string, changes: Partial<Decision> = {}): Decision[] {
  return Array.from({ length: count }, (_, index) =>
    decision(`${site}-copier-${String(index + 1).padStart(2, '0')}`, { site, ...changes }),
  )
}

export function becauseOf(decisions: readonly Decision[], file: string, from = 9): Because[] {
  return decisions.map((one, index) => ({
    device: one.device,
    ...(one.site === null ? {} : { site: one.site }),
    place: at(file, from + index),
  }))
}

type ChangeParts = Omit<Partial<Change>, 'key' | 'telling'> & {
  readonly kind: string
  readonly key: string
  readonly telling: Partial<Change['telling']> & {
    readonly title: string
    readonly meaning: string
  }
}

export function change({ key, telling, ...parts }: ChangeParts): Change {
  return {
    verb: 'create',
    fields: [],
    because: [],
    needs: [],
    undo: parts.kind === 'shared-mailbox' && parts.verb !== 'update' ? 'by-hand' : 'by-apply',
    ...parts,
    key: keyFrom(key),
    telling: { canMore: [], canLess: [], ifWrong: null, details: [], ...telling },
  }
}

export function standing(
  kind: string,
  key: string,
  title: string,
  parts: Partial<Standing> = {},
): Standing {
  return { kind, key: keyFrom(key), title, because: [], how: 'unchanged', ...parts }
}

export function others(count: number): Standing[] {
  return Array.from({ length: count }, (_, index) =>
    standing(
      'shared-mailbox',
      `other-${String(index)}@contoso.com`,
      `mailbox other-${String(index)}@contoso.com`,
    ),
  )
}

export function plan(parts: Partial<Plan>): Plan {
  return {
    tenant: 'contoso.onmicrosoft.com',
    spec: 'contoso',
    driver: 'powershell',
    mode: 'full',
    changes: [],
    byHand: [],
    held: [],
    standing: [],
    findings: [],
    digest: '7f3a92c15be04d18',
    ...parts,
  }
}
