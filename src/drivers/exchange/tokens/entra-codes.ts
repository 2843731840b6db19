/**
 * Entra's codes that an administrator meets when setting up a sign-in, each with
 * its finding. Source: Microsoft Learn, "Microsoft Entra authentication error
 * codes"; known on 24 November 2026.
 */
import { finding, type Finding, type FindingCode } from '../../../findings.js'
import type { FaultKind } from '../../fault.js'
import type { SignIn } from '../sign-in.js'

type Told = Extract<FindingCode, `entra-${string}`>

const findings: Readonly<Record<string, Told>> = {
  AADSTS700016: 'entra-app-not-in-tenant',
  AADSTS7000112: 'entra-app-disabled',
  AADSTS700027: 'entra-certificate-not-known',
  AADSTS7000222: 'entra-certificate-not-known',
  AADSTS70021: 'entra-pipeline-not-trusted',
  AADSTS700211: 'entra-pipeline-not-trusted',
  AADSTS700212: 'entra-pipeline-not-trusted',
  AADSTS700213: 'entra-pipeline-not-trusted',
  AADSTS700024: 'entra-assertion-out-of-time',
  AADSTS90002: 'entra-tenant-not-known',
  AADSTS900023: 'entra-tenant-not-known',
  AADSTS500011: 'entra-tenant-without-exchange',
  AADSTS65001: 'entra-consent-missing',
  AADSTS53003: 'entra-policy-blocks',
  AADSTS50076: 'entra-policy-blocks',
  AADSTS50079: 'entra-policy-blocks',
  AADSTS50158: 'entra-policy-blocks',
}

/** Entra's own troubles, which pass. */
const passing: Readonly<Record<string, FaultKind>> = {
  AADSTS90033: 'transient',
  AADSTS90012: 'transient',
  AADSTS90055: 'throttled',
}

export function entraKind(code: string): FaultKind {
  return passing[code] ?? 'denied'
}

export function entraFinding(code: string, text: string, signIn: SignIn): Finding {
  const { organization } = signIn
  const app = appOf(signIn)
  const told = findings[code]
  switch (told) {
    case 'entra-app-not-in-tenant':
      return finding('entra-app-not-in-tenant', { app, organization, code })
    case 'entra-app-disabled':
      return finding('entra-app-disabled', { app, code })
    case 'entra-certificate-not-known':
      return finding('entra-certificate-not-known', { app, code })
    case 'entra-pipeline-not-trusted':
      return finding('entra-pipeline-not-trusted', { app, text })
    case 'entra-assertion-out-of-time':
      return finding('entra-assertion-out-of-time', { code })
    case 'entra-tenant-not-known':
      return finding('entra-tenant-not-known', { organization, code })
    case 'entra-tenant-without-exchange':
      return finding('entra-tenant-without-exchange', { organization, code })
    case 'entra-consent-missing':
      return finding('entra-consent-missing', { app, code })
    case 'entra-policy-blocks':
      return finding('entra-policy-blocks', { code })
    case 'entra-refuses':
    case undefined:
      return finding('entra-refuses', { code, text, number: code.replace('AADSTS', '') })
  }
}

function appOf(signIn: SignIn): string {
  if (signIn.way === 'certificate') return signIn.appId
  if (signIn.way === 'workload-identity') return signIn.clientId
  return signIn.way === 'managed-identity' ? 'the managed identity' : 'the Exchange client'
}
