/** What can break mail and cannot be seen from here: listed, so that nobody takes silence for a yes. */
import { finding } from '../../findings.js'
import { told, type Check } from './check.js'

const codes = [
  'security-defaults-unseen',
  'conditional-access-unseen',
  'licences-unseen',
  'block-lists-unseen',
  'port-25-unseen',
] as const

export const unseen: readonly Check[] = Object.freeze(
  codes.map(code => told('unseen', code.replace(/-unseen$/, ''), finding(code, {}))),
)
