/**
 * The program that Pulumi.yaml names: one stack is one folder, `stacks/<stack>/`,
 * unless `devicemail:spec` in its configuration names another. What it exports
 * is what the stack puts out; null puts nothing out.
 *
 * `devicemail:entra` in the configuration asks for the Entra side: applications
 * for devices, and identities for pipelines. Those stand in a stack without a
 * folder, since a stack never signs in with an application that it creates itself.
 *
 * Nothing is awaited at the top: Pulumi loads a program by `require` where the
 * package.json beside it does not say `"type": "module"`, and that takes no such await.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as pulumi from '@pulumi/pulumi'
import { MailDevices } from './mail-devices.js'
import { unplaced } from './unplaced.js'

const settings = new pulumi.Config('devicemail')
const stack = pulumi.getStack()
const folder = settings.get('spec') ?? `stacks/${stack}`
const written = settings.getObject<unknown>('entra')

const hasSpec = written === undefined || existsSync(join(pulumi.getRootDirectory(), folder))
const mail = hasSpec ? unplaced(() => new MailDevices(stack, { spec: folder })) : null

export const devices = mail?.devices ?? null
export const spfRecords = mail?.spfRecords ?? null
export const entra = written === undefined ? null : entraOf(written)

/** Loaded only here: few stacks need it, and not everybody has @pulumi/azuread. */
async function entraOf(asked: unknown) {
  const { entraSettings } = await import('./entra/settings.js')
  const { registerEntra } = await import('./entra/entra.js')
  return registerEntra(entraSettings(asked, hasSpec ? folder : null), mail)
}
