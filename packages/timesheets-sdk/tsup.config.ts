import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    'model/index': 'src/model/index.ts',
    'rules/index': 'src/rules/index.ts',
    'contract/index': 'src/contract/index.ts',
    'decide/index': 'src/decide/index.ts',
    'auth/index': 'src/auth/index.ts',
    'auth/file-cache': 'src/auth/file-cache.ts',
    'client/index': 'src/client/index.ts',
    'import/index': 'src/import/index.ts',
    'verify/index': 'src/verify/index.ts',
    'webhooks/index': 'src/webhooks/index.ts',
    'testing/index': 'src/testing/index.ts',
  },
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  external: [/^node:/],
  splitting: true,
  sourcemap: true,
  clean: true,
  // Types take most of the time, and whoever only runs the programs reads none.
  dts: process.env.BUILD_TYPES !== 'false',
})
