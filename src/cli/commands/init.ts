/** `devicemail init`: the files of a new repository; what is there already is kept. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasError } from '../../findings.js'
import { filesReport } from '../../report/files-report.js'
import { installCommand } from '../../run/init/install.js'
import { repositoryFiles } from '../../run/init/repository-files.js'
import { wishOf } from '../../run/init/wish-of.js'
import { writeNew } from '../../run/new-files.js'
import type { Context } from '../command.js'
import { exitCode, gravestOf } from '../exit-code.js'
import { exporting, namedTenant } from '../exporting.js'
import { readFlags, textFlag } from '../flags.js'
import { print } from '../print.js'
import { tell } from '../tell.js'
import { version } from '../../run/version.js'

export async function run(context: Context): Promise<number> {
  const { words, flags, io } = context
  const [folder = '.'] = words
  const { settings, findings } = readFlags(flags)
  const wish = wishOf({
    ...namedTenant(context),
    name: textFlag(flags, 'name'),
    domain: textFlag(flags, 'domain'),
    ci: textFlag(flags, 'ci') ?? 'both',
    pulumi: flags.pulumi !== false,
    fromTenant: flags.fromTenant === true,
    version,
  })
  const faults = [...findings, ...('name' in wish ? [] : wish)]
  if (!('name' in wish) || faults.length > 0) {
    tell(faults, io)
    return exitCode.failed
  }
  const written = writeNew(folder, repositoryFiles(wish), {
    force: flags.force === true,
    existing: 'keep',
  })
  const stack = `stacks/${wish.name}`
  const report = filesReport({
    command: 'init',
    folder,
    tenant: null,
    files: written.files,
    inWords: [
      written.files.some(one => one.outcome === 'kept')
        ? 'What was there already was kept; `--force` writes over it.'
        : `A repository with the stack ${wish.name} is ready.`,
    ],
    next: [
      ...(folder === '.' ? [] : [`cd ${folder}`]),
      installCommand(manifestIn(folder), wish),
      `npx devicemail plan ${stack}`,
      'and read README.md',
    ],
    findings: written.findings,
  })
  const code = hasError(written.findings) ? exitCode.failed : exitCode.done
  if (!wish.fromTenant) {
    await print([report], settings, io)
    return code
  }
  const exported = await exporting(context, join(folder, stack), settings)
  await print(exported.report ? [report, exported.report] : [report], settings, io)
  return gravestOf([code, exported.code])
}

function manifestIn(folder: string): string | null {
  const path = join(folder, 'package.json')
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
