import { defineConfig } from 'vitest/config'

/** What needs no browser: pure pieces, beside what they test, and what the source keeps to. */
export default defineConfig({
  test: { include: ['src/**/*.test.ts'], environment: 'node', pool: 'threads', restoreMocks: true },
})
