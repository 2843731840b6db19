/**
 * A stack of a test: a folder with the files that a person would write, in a
 * temporary directory that is gone when the test is over, and a look at the
 * simulated world that commands leave behind in it.
 *
 *   const { folder, tenant, zone } = stack({ 'tenant.yaml': '…' })
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openedTenant } from '../../src/drivers/exchange/simulator/opening.js'
import { deliver, type Delivery, type Message } from '../../src/drivers/exchange/simulator/relay.js'
import { parseTenant, printTenant } from '../../src/drivers/exchange/simulator/tenant-text.js'
import type { Tenant } from '../../src/drivers/exchange/simulator/tenant.js'
import { readScene } from '../../src/run/scene.js'
import { openSpecFolder } from '../../src/spec/folder.js'
import { load } from '../../src/spec/load.js'
import { lookAt, type WorldState } from './world-state.js'

/** Texts by the path of their file in the stack's folder; null takes the file away. */
export type Texts = Readonly<Record<string, string | null>>

export interface TestStack {
  /** As it is given to a command. */
  readonly folder: string
  readonly write: (texts: Texts) => void
  /** The text of a file in the folder; undefined where there is none. */
  readonly read: (file: string) => string | undefined
  readonly path: (file: string) => string
  /** The simulated tenant as it is now; before the first change, as its scene sets it. */
  readonly tenant: () => WorldState
  /** Changes the tenant's file, as an administrator in the admin centre would the tenant. */
  readonly editTenant: (edit: (tenant: Tenant) => Tenant) => void
  /** The zone file of the simulated world. */
  readonly zone: (domain: string) => string
  readonly editZone: (domain: string, edit: (text: string) => string) => void
  /** Whether the tenant would take this message on port 25, now. */
  readonly deliver: (message: Message) => Delivery
}

const tenantFile = '.simulator/tenant.json'

/** `name` is the folder's name, and with it the tenant's if the spec says nothing else. */
export function stack(texts: Texts, name = 'contoso'): TestStack {
  return stackIn(temporaryFolder(), texts, name)
}

/** Several stacks in one folder, as they lie beside each other in a repository. */
export function stacks(all: Readonly<Record<string, Texts>>): readonly TestStack[] {
  const folder = temporaryFolder()
  return Object.entries(all).map(([name, texts]) => stackIn(folder, texts, name))
}

/** A folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'devicemail-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

function stackIn(parent: string, texts: Texts, name: string): TestStack {
  const folder = join(parent, name)
  const path = (file: string) => join(folder, file)
  const read = (file: string) =>
    existsSync(path(file)) ? readFileSync(path(file), 'utf8') : undefined
  const needed = (file: string) => {
    const text = read(file)
    if (text === undefined) throw new Error(`No command has made ${file} yet.`)
    return text
  }
  const write = (more: Texts) => {
    for (const [file, text] of Object.entries(more)) {
      mkdirSync(dirname(path(file)), { recursive: true })
      if (text === null) rmSync(path(file), { force: true })
      else writeFileSync(path(file), text)
    }
  }
  const zoneFile = (domain: string) => `.simulator/zones/${domain}.zone`
  const tenant = () => {
    const text = read(tenantFile)
    return text === undefined ? firstTenant(folder) : parseTenant(text, tenantFile)
  }
  mkdirSync(folder)
  write(texts)
  return Object.freeze({
    folder,
    write,
    read,
    path,
    tenant: () => lookAt(tenant()),
    editTenant(edit) {
      write({ [tenantFile]: printTenant(edit(tenant())) })
    },
    zone: domain => needed(zoneFile(domain)),
    editZone(domain, edit) {
      write({ [zoneFile(domain)]: edit(needed(zoneFile(domain))) })
    },
    deliver: message => deliver(tenant(), message),
  } satisfies TestStack)
}

/** What the first command would find: nothing is written before something changes. */
function firstTenant(folder: string): Tenant {
  const { spec } = load(openSpecFolder(folder))
  const scene = spec ? readScene(folder, spec) : []
  if (!('tenant' in scene)) throw new Error('The spec or its scene has faults: plan tells them.')
  return openedTenant(scene.tenant, new Date('2026-11-24T08:00:00.000Z'))
}
