/**
 * What form a certificate has, by its content: names of files lie. Facts: a
 * PKCS#12 file is a sequence whose first member is the number 3 (RFC 7292); a
 * PEM file is text with `-----BEGIN` lines.
 */
export type CertificateForm = 'PFX' | 'PEM' | 'neither'

export function certificateForm(content: Buffer): CertificateForm {
  const text = content.toString('latin1')
  if (/^-----BEGIN [A-Z0-9 ]+-----/m.test(text)) return 'PEM'
  return isPfx(content) ? 'PFX' : 'neither'
}

const sequence = 0x30
const versionThree = Buffer.from([0x02, 0x01, 0x03])

function isPfx(content: Buffer): boolean {
  const [tag, length = 0] = content
  // The length takes one byte, or as many more as the first of them says.
  const start = 2 + (length > 0x80 ? length - 0x80 : 0)
  return tag === sequence && content.subarray(start, start + 3).equals(versionThree)
}
