/**
 * The certificate of an application, as @azure/identity wants it: PEM, with the
 * certificate and its private key. Opened here once, so that a wrong password,
 * a PFX or a certificate that has run out is told as what it is.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { finding } from '../../../findings.js'
import type { Certificate, SignIn } from '../sign-in.js'
import { refused } from './refusal.js'

/** PEM, with a key that is no longer encrypted. */
export interface OpenedCertificate {
  readonly certificate: string
}

export async function openCertificate(
  { certificate, password }: SignIn & { readonly way: 'certificate' },
  now: Date,
): Promise<OpenedCertificate> {
  const pem = await pemOf(certificate)
  if (!pem.includes('-----BEGIN CERTIFICATE-----'))
    throw refused(finding('certificate-not-pem', {}))
  const { validTo } = x509In(pem)
  if (Date.parse(validTo) <= now.getTime())
    throw refused(finding('certificate-run-out', { validTo }))
  return { certificate: `${certificatesIn(pem)}\n${keyIn(pem, password?.reveal())}` }
}

async function pemOf(certificate: Certificate): Promise<string> {
  if (certificate.kind === 'thumbprint') throw refused(finding('thumbprint-needs-powershell', {}))
  if (certificate.kind === 'file') return readFile(certificate.path, 'latin1')
  const content = certificate.content.reveal()
  // A pipeline's variable may hold the PEM as it is.
  return content.includes('-----BEGIN')
    ? content
    : Buffer.from(content, 'base64').toString('latin1')
}

function x509In(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw refused(finding('certificate-not-pem', {}))
  }
}

function certificatesIn(pem: string): string {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  return blocks.join('\n').replace(/\r/g, '')
}

function keyIn(pem: string, passphrase: string | undefined): string {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem))
    throw refused(finding('certificate-without-key', {}))
  try {
    const key = createPrivateKey({ key: pem, format: 'pem', ...(passphrase ? { passphrase } : {}) })
    return key.export({ type: 'pkcs8', format: 'pem' }).toString()
  } catch {
    throw refused(finding('certificate-not-opened', {}))
  }
}
