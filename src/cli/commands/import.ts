/** `devicemail import`: devices from an inventory list, as a new file of a spec or on stdout. */
import { join } from 'node:path'
import { finding, hasError, strictly } from '../../findings.js'
import { filesReport } from '../../report/files-report.js'
import { importDevices } from '../../run/import/import-devices.js'
import { notWritten, writeNew } from '../../run/new-files.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { readFlags } from '../flags.js'
import { print } from '../print.js'
import { tell } from '../tell.js'
import { whyFailed } from '../why-failed.js'

export async function run({ words, flags, io }: Context): Promise<number> {
  const [path = '', folder = null] = words
  const { settings, findings: faults } = readFlags(flags)
  if (faults.length > 0) {
    tell(faults, io)
    return exitCode.failed
  }
  let source: string
  try {
    source = io.readFile(path)
  } catch (error) {
    tell([finding('list-unreadable', { file: path, why: whyFailed(error) })], io)
    return exitCode.failed
  }
  const made = importDevices(source, path, folder)
  const found = settings.strict ? strictly(made.findings) : made.findings
  const failed = hasError(found)
  if (folder === null && !failed && settings.format === 'terminal') {
    tell(found, io)
    io.out(made.text)
    return exitCode.done
  }
  const files = [{ path: made.file, about: `${made.devices} devices`, text: made.text }]
  const { files: outcomes, findings } =
    failed || folder === null
      ? { files: notWritten(files), findings: [] }
      : writeNew(folder, files, { force: flags.force === true, existing: 'refuse' })
  const done = !failed && findings.length === 0
  const report = filesReport({
    command: 'import',
    folder: folder ?? path,
    tenant: null,
    files: outcomes,
    inWords:
      done && folder !== null
        ? [`${made.devices} devices of ${path} are in ${join(folder, made.file)} now.`]
        : ['Nothing was written.'],
    next: done && folder !== null ? [`devicemail plan ${folder}`] : [],
    findings: [...found, ...findings],
  })
  await print([report], settings, io)
  return done ? exitCode.done : exitCode.failed
}
