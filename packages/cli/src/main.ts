#!/usr/bin/env node
import { createRequire } from 'node:module'
import { exitCodeOfSignal, failureOf } from './io/failure.ts'
import { keepMemoryLow } from './io/keep-memory-low.ts'
import { processIo } from './io/process-io.ts'
import { runProgram } from './program.ts'
import { connect } from './session.ts'

keepMemoryLow()

const { version }: { version: string } = createRequire(import.meta.url)('../package.json')
const io = processIo(exitCodeOfSignal)

process.exitCode = await runProgram(process.argv.slice(2), version, {
  io,
  connect: () => connect(io.env, version),
}).catch(async (error: unknown) => {
  const { exitCode, message } = failureOf(error, io.stop)
  if (message !== undefined) await io.stderr.write(`timesheets: ${message}\n`).catch(() => {})
  return exitCode
})
await Promise.all([io.stdout.flush(), io.stderr.flush()])
// Connections that are kept alive, and a standard input that nobody reads to its end, would hold the process.
process.exit()
