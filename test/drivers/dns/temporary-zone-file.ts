/** A zone file in a folder of its own, for one test. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openZoneFile, type ZoneFile } from '../../../src/drivers/dns/zone-file.js'

export interface TemporaryZoneFile {
  readonly zone: ZoneFile
  readonly path: string
  /** The file's bytes, one character each. */
  readonly text: () => Promise<string>
  readonly remove: () => Promise<void>
}

export async function temporaryZoneFile(
  text: string,
  origin = 'contoso.com',
  today = '2026-11-24',
): Promise<TemporaryZoneFile> {
  const folder = await mkdtemp(join(tmpdir(), 'zone-'))
  const path = join(folder, `${origin}.zone`)
  await writeFile(path, text, 'latin1')
  const now = () => new Date(`${today}T12:00:00Z`)
  return {
    zone: openZoneFile({ path, file: `zones/${origin}.zone`, origin, now }),
    path,
    text: () => readFile(path, 'latin1'),
    remove: () => rm(folder, { recursive: true }),
  }
}
