// Serves the documentation site: PORT=4201 node tools/site/src/main.ts
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { isUpToDate } from '../../../scripts/up-to-date.ts'
import { root } from './root.ts'
import { createSiteServer } from './server.ts'

const port = Number(process.env.PORT || 4201)
const site = join(root, 'tools/site/dist')
const sources = [
  'README.md',
  'docs',
  'examples',
  'packages/api-server/src',
  'packages/cli/README.md',
  'packages/timesheets-sdk/README.md',
  'packages/timesheets-sdk/src',
  'tools/site/src',
]
const isCurrent = await isUpToDate(
  join(site, 'index.html'),
  sources.map((name) => join(root, name)),
)
if (!isCurrent) await rm(site, { recursive: true, force: true })
const server = createSiteServer(site)
server.listen(port, '127.0.0.1', () => console.log(`documentation at http://localhost:${port}`))
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0))
    server.closeAllConnections()
  })
}
