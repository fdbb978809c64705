// Plain JavaScript that an old Node parses too, so that it can say what is needed instead of failing on syntax.
import process from 'node:process'

const needed = 24
if (Number.parseInt(process.versions.node, 10) >= needed) {
  await import('./start/main.ts')
} else {
  console.error(
    `This is Node ${process.versions.node} and Timesheets needs ${needed} or later: run "npx pnpm@12 start", which brings it along`,
  )
  process.exitCode = 2
}
