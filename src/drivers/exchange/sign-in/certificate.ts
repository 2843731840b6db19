/**
 * The certificate that a rule names. PowerShell takes PKCS#12 alone and
 * @azure/identity PEM alone, and neither says so in words that help; so what is
 * there is looked at before anything is started or asked.
 */
import { finding } from '../../../findings.js'
import { certificateForm } from './certificate-form.js'
import type { Certificate } from './credentials.js'
import type { LookUp } from './look-up.js'
import type { SignInRule } from './rule.js'
import type { Scene } from './scene.js'

const needed = { rest: 'PEM', powershell: 'PFX', simulator: 'PFX' } as const

export function certificateFrom(
  rule: SignInRule & { readonly way: 'certificate' },
  scene: Scene,
  lookUp: LookUp,
): Certificate {
  if (rule.thumbprint !== null) {
    const { platform, at } = scene
    if (platform !== 'win32')
      lookUp.findings.push(finding('thumbprint-needs-windows', { platform }, at('thumbprint')))
    return { kind: 'thumbprint', thumbprint: lookUp.text('thumbprint', rule.thumbprint) }
  }
  const written = rule.certificate ?? ''
  if (written.startsWith('file:')) {
    const path = lookUp.file('certificate', written.slice('file:'.length))
    look(lookUp.content('certificate', path), scene, lookUp)
    return { kind: 'file', path }
  }
  const content = lookUp.secret('certificate', written)
  look(bytesOf(content.reveal()), scene, lookUp)
  return { kind: 'base64', content }
}

function look(content: Buffer | undefined, { driver, at }: Scene, { findings }: LookUp): void {
  // What is not there was told already.
  if (content === undefined || content.length === 0) return
  const form = certificateForm(content)
  if (form === needed[driver]) return
  const place = at('certificate')
  findings.push(
    driver === 'rest'
      ? finding('certificate-not-pem', {}, place)
      : finding('certificate-not-pfx', { form: forms[form] }, place),
  )
}

const forms = { PEM: 'a PEM file', neither: 'neither a PFX nor a PEM file', PFX: 'a PFX file' }

/** A variable holds the file in base64; PEM is text, and may stand there as it is. */
function bytesOf(text: string): Buffer {
  return text.includes('-----BEGIN') ? Buffer.from(text) : Buffer.from(text, 'base64')
}
