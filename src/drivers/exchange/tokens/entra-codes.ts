/**
 * Entra's codes that an administrator meets when setting up a sign-in, each with
 * its finding. Source: Microsoft Learn, "Microsoft Entra authentication error
 * codes"; known on 24 November 2026.
 */
import { finding, type Finding } from '../../../findings.js'
import type { FaultKind } from '../../fault.js'
import type { SignIn } from '../sign-in.js'

interface Told {
  readonly code: string
  /** Entra's sentence. */
  readonly text: string
  /** Who wanted to sign in, and where. */
  readonly app: string
  readonly organization: string
}

type Tell = (told: Told) => Finding

const certificateNotKnown: Tell = ({ app, code }) =>
  finding('entra-certificate-not-known', { app, code })
const pipelineNotTrusted: Tell = ({ app, text }) =>
  finding('entra-pipeline-not-trusted', { app, text })
const tenantNotKnown: Tell = ({ organization, code }) =>
  finding('entra-tenant-not-known', { organization, code })
const policyBlocks: Tell = ({ code }) => finding('entra-policy-blocks', { code })

const findings: Readonly<Record<string, Tell>> = {
  AADSTS700016: ({ app, organization, code }) =>
    finding('entra-app-not-in-tenant', { app, organization, code }),
  AADSTS7000112: ({ app, code }) => finding('entra-app-disabled', { app, code }),
  AADSTS700027: certificateNotKnown,
  AADSTS7000222: certificateNotKnown,
  AADSTS70021: pipelineNotTrusted,
  AADSTS700211: pipelineNotTrusted,
  AADSTS700212: pipelineNotTrusted,
  AADSTS700213: pipelineNotTrusted,
  AADSTS700024: ({ code }) => finding('entra-assertion-out-of-time', { code }),
  AADSTS90002: tenantNotKnown,
  AADSTS900023: tenantNotKnown,
  AADSTS500011: ({ organization, code }) =>
    finding('entra-tenant-without-exchange', { organization, code }),
  AADSTS65001: ({ app, code }) => finding('entra-consent-missing', { app, code }),
  AADSTS53003: policyBlocks,
  AADSTS50076: policyBlocks,
  AADSTS50079: policyBlocks,
  AADSTS50158: policyBlocks,
}

const anyOther: Tell = ({ code, text }) =>
  finding('entra-refuses', { code, text, number: code.replace('AADSTS', '') })

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
  const tell = findings[code] ?? anyOther
  return tell({ code, text, organization, app: appOf(signIn) })
}

function appOf(signIn: SignIn): string {
  if (signIn.way === 'certificate') return signIn.appId
  if (signIn.way === 'workload-identity') return signIn.clientId
  return signIn.way === 'managed-identity' ? 'the managed identity' : 'the Exchange client'
}
