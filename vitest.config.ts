import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/** The tests that run at every change; the long ones stand in test/long. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/long/**'],
    testTimeout: 30_000,
    // All but one core by default, which would leave a machine of two with one at work.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
})
