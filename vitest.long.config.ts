import { defineConfig } from 'vitest/config'

/** Golden years, other packages, other kernels: minutes rather than seconds. One file after another, so that times mean something. */
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
