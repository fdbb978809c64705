// Plain JavaScript that an old Node can parse, so that it names the required version instead of a syntax
// error.
import process from 'node:process'

const needed = 24
if (Number.parseInt(process.versions.node, 10) >= needed) {
  await import('./start/main.ts')
} else {
  console.error(
    `Timesheets needs Node ${needed} or later and this is Node ${process.versions.node}: run "npx pnpm@12 start", which installs it`,
  )
  process.exitCode = 2
}
