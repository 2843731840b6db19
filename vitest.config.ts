/**
 * How tests run: every test/**\/*.test.ts, files side by side on all cores.
 * A test has no reason to be slow: clocks are arguments and the world is a
 * simulator. What starts a process of its own states its own time.
 */
import { defineConfig } from 'vitest/config'
import { closingLine } from './test/support/closing-line.js'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/loopback-only.ts'],
    pool: 'threads',
    // Vitest would leave one core idle; many tests wait for a process of another program.
    maxWorkers: '100%',
    testTimeout: 10_000,
    reporters: ['default', closingLine(process.env.CLOSING_LINE_FILE)],
    coverage: { include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
})
