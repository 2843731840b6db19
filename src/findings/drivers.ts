/** What drivers tell: about the scene of a simulated tenant. Faults of the world are thrown, not found. */
import type { Catalogue } from './words.js'

export const driverFindings = {
  'scene-value-wrong': {
    severity: 'error',
    message: '"{key}" in simulator.yaml is {found} and must be {expected}.',
    remedy: 'Write {expected} at "{key}" in simulator.yaml, or leave the key out.',
  },
  'scene-key-unknown': {
    severity: 'error',
    message: 'simulator.yaml has the key "{key}", which the simulator does not know.',
    remedy: 'Correct it to one of {known}, or take the line out.',
  },
  'scene-key-missing': {
    severity: 'error',
    message: '"{key}" is missing in simulator.yaml.',
    remedy: 'Write it: {expected}.',
  },
  'scene-word-unknown': {
    severity: 'error',
    message: '"{key}" in simulator.yaml names "{value}", which is no {what} of the simulator.',
    remedy: 'Write one of {known}.',
  },
  'scene-address-twice': {
    severity: 'error',
    message: 'Two objects of simulator.yaml hold the address {address}: {one} and {other}.',
    remedy: 'Give {other} another address: in a tenant an address has one holder.',
  },
} as const satisfies Catalogue
