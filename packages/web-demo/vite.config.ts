import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { flowFiles } from './build/flow-files.ts'
import { noTopLevelAwait } from './build/no-top-level-await.ts'

/** Compresses the built files as far as possible; the server sends these files. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = 'dist' }) {
      const files = await readdir(dir, { recursive: true })
      const texts = files.filter((file) => /\.(js|css|svg)$/.test(file)).map((file) => join(dir, file))
      await Promise.all(
        texts.map(async (file) => {
          const content = await readFile(file)
          await writeFile(`${file}.br`, await promisify(brotliCompress)(content))
          await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
        }),
      )
    },
  }
}

// React; what both sign-in flows share; of the SDK's model what needs no schema; the schemas.
const baseFiles = new RegExp(
  [
    String.raw`[\\/]node_modules[\\/](?:react|react-dom|scheduler)[\\/]`,
    String.raw`[\\/]auth[\\/](?:sign-in-flow|renewing|token-cache)\.ts$`,
    String.raw`[\\/]timesheets-sdk[\\/]src[\\/]model[\\/](?:calendar|day-number|hours|time-zone)\.ts$`,
  ].join('|'),
)
const schemaFiles =
  /[\\/]node_modules[\\/]zod[\\/]|[\\/]timesheets-sdk[\\/]src[\\/]model[\\/](?:calendar-schemas|entry|holidays|person|text|week)\.ts$/

export default defineConfig({
  plugins: [
    react(),
    noTopLevelAwait(),
    flowFiles(['/src/auth/pkce.ts', '/src/auth/implicit.ts']),
    compressed(),
  ],
  // The SDK's sources, as everywhere in this workspace: building needs no built SDK.
  resolve: { conditions: ['@timesheets/source', 'module', 'browser', 'development|production'] },
  server: { port: 4200, strictPort: true },
  build: {
    target: 'es2024',
    // A style or picture as data: would need more of the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The schemas and zod: forms check with them. The SDK's entry points name them beside what every
            // page needs, which would put them into the first file.
            { name: 'schemas', test: schemaFiles, priority: 1 },
            // React, and what one of the other files would otherwise take along. Browsers keep it over most
            // releases.
            { name: 'base', test: baseFiles, priority: 2 },
            // The other code that every page needs, in one file: many small ones compress worse.
            { name: 'initial', tags: ['$initial'], priority: 1 },
            // A silent sign-in needs at once all that this flow loads on demand.
            { name: 'pkce', test: /[\\/](?:auth[\\/]pkce|code-exchange)\.ts$/ },
          ],
        },
      },
    },
  },
})
