/**
 * The last line of every test run: `N passed, N failed, N skipped`.
 *
 * A skipped test proves nothing, so each is named, with its reason, where
 * nobody can miss it. A file that could not be loaded has no tests to count; it
 * counts as one failure, or a broken run would close with "0 failed".
 */
import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** `file`, where given, gets the line too: a script can show it after everything else. */
export function closingLine(file?: string): Reporter {
  return {
    onTestRunEnd(modules, unhandled) {
      const skipped = modules.flatMap(skippedIn)
      const line = printed({
        passed: modules.reduce((sum, module) => sum + countOf(module, 'passed'), 0),
        failed: modules.reduce((sum, module) => sum + failuresOf(module), unhandled.length),
        skipped: skipped.length,
      })
      const loud = skipped.map(name => `SKIPPED ${name}\n`).join('')
      // At exit, because the other reporter has yet to print what failed.
      process.once('exit', () => process.stdout.write(`\n${loud}${line}\n`))
      if (file) writeFileSync(file, `${line}\n`)
    },
  }
}

function printed({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

function countOf(module: TestModule, state: 'passed' | 'failed'): number {
  return [...module.children.allTests(state)].length
}

function failuresOf(module: TestModule): number {
  const failed = countOf(module, 'failed')
  return failed === 0 && module.state() === 'failed' ? 1 : failed
}

function skippedIn(module: TestModule): readonly string[] {
  return [...module.children.allTests('skipped')].map(test => {
    const result = test.result()
    const why = result.state === 'skipped' && result.note ? `: ${result.note}` : ''
    return `${module.relativeModuleId} > ${test.fullName}${why}`
  })
}
