import { configDefaults, defineConfig } from 'vitest/config'

/** The tests that run at every change; the long ones stand in test/long. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/long/**'],
    testTimeout: 30_000,
  },
})
