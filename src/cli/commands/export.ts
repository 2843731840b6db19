/** `devicemail export`: reads a tenant and writes the text that describes it; changes nothing in it. */
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { exporting } from '../exporting.js'
import { readFlags } from '../flags.js'
import { print } from '../print.js'
import { tell } from '../tell.js'

export async function run(context: Context): Promise<number> {
  const { settings, findings } = readFlags(context.flags)
  if (findings.length > 0) {
    tell(findings, context.io)
    return exitCode.failed
  }
  const { report, code } = await exporting(context, context.words[0] ?? '.', settings)
  if (report) await print([report], settings, context.io)
  return code
}
