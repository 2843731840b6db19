/**
 * How tests run: every test/**\/*.test.ts, files side by side on all cores.
 * A test has no reason to be slow: clocks are arguments and the world is a
 * simulator. What starts a process of its own states its own time.
 *
 * A file named *.long.test.ts interrupts and repeats whole runs of other
 * programs. Those are left to `npm run test:long`, one file at a time, so that
 * `npm test` stays a matter of minutes and what they time is theirs alone.
 */
import { configDefaults, defineConfig } from 'vitest/config'
import { closingLine } from './test/support/closing-line.js'

const long = 'test/**/*.long.test.ts'

export default defineConfig(({ mode }) => ({
  test: {
    include: mode === 'long' ? [long] : ['test/**/*.test.ts'],
    exclude: mode === 'long' ? configDefaults.exclude : [...configDefaults.exclude, long],
    setupFiles: ['test/support/loopback-only.ts'],
    pool: 'threads',
    // Vitest would leave one core idle; many tests wait for a process of another program.
    maxWorkers: mode === 'long' ? 1 : '100%',
    testTimeout: 10_000,
    reporters: ['default', closingLine(process.env.CLOSING_LINE_FILE)],
    coverage: { include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
}))
