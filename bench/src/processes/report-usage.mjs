// Preloaded into a program: on exit, writes its resource usage to a file for the program that started it.
import { writeFileSync } from 'node:fs'
import process from 'node:process'

const file = process.env.USAGE_FILE
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  writeFileSync(
    file,
    JSON.stringify({ cpuMicroseconds: userCPUTime + systemCPUTime, peakMB: (maxRSS * 1_024) / 1e6 }),
  )
})
