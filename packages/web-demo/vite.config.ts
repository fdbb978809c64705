import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // The SDK's sources, as everywhere in this workspace: building needs no built SDK.
  resolve: { conditions: ['@timesheets/source', 'module', 'browser', 'development|production'] },
  server: { port: 4200, strictPort: true },
  build: {
    target: 'es2024',
    // A style or picture as data: would need more of the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
