/**
 * Whether the caller of a scene has the roles for a cmdlet (rights.ts). Facts: an
 * Entra role stands for several of Exchange's; a missing role shows as a mute 403
 * or as a cmdlet that is not recognised, and both mean the same.
 */
import { shapeOf } from '../cmdlet-table.js'
import type { Offer } from '../../drivers.js'
import { rolesFor } from '../rights.js'
import { forbidden, notRecognized, type Refusal } from './refusal.js'
import type { Scene } from './scene.js'

const everything = [
  'Mail Recipient Creation',
  'Mail Recipients',
  'User Options',
  'Remote and Accepted Domains',
  'Organization Configuration',
  'Organization Transport Settings',
  'Transport Hygiene',
  'Security Admin',
  'Role Management',
  'View-Only Configuration',
  'View-Only Recipients',
]

/** Roles of Entra, as what they may do in Exchange. */
const entraRoles: Readonly<Record<string, readonly string[]>> = {
  'Exchange Administrator': everything,
  'Exchange Recipient Administrator': [
    'Mail Recipient Creation',
    'Mail Recipients',
    'View-Only Recipients',
  ],
  'Global Reader': ['View-Only Configuration', 'View-Only Recipients'],
  'Security Reader': ['View-Only Configuration', 'View-Only Recipients'],
}

export const roleNames: readonly string[] = Object.freeze([
  ...everything,
  ...Object.keys(entraRoles),
])

/** The refusal, if the caller of the scene may not run the cmdlet. */
export function refusedBy(scene: Scene, cmdlet: string): Refusal | undefined {
  if (!scene.roles || isAllowed(scene.roles, cmdlet)) return undefined
  return scene.missingRoleShows === 'not-recognized' ? notRecognized(cmdlet) : forbidden(cmdlet)
}

/** What the caller of the scene is offered, with all parameters. */
export function offersTo({ roles }: Scene, cmdlets: readonly string[]): readonly Offer[] {
  return cmdlets
    .filter(cmdlet => !roles || isAllowed(roles, cmdlet))
    .map(cmdlet => ({ cmdlet, parameters: Object.keys(shapeOf(cmdlet)?.parameters ?? {}) }))
}

function isAllowed(roles: readonly string[], cmdlet: string): boolean {
  const held = new Set(roles.flatMap(role => entraRoles[role] ?? [role]))
  const enough = rolesFor(cmdlet)
  return enough === undefined || enough.some(all => all.every(role => held.has(role)))
}
