#!/usr/bin/env node
import { createRequire } from 'node:module'
import { exitCodeOfSignal } from './io/failure.ts'
import { keepMemoryLow } from './io/keep-memory-low.ts'
import { processIo } from './io/process-io.ts'
import { runToEnd } from './run-to-end.ts'
import { connect } from './session.ts'

keepMemoryLow()

const { version }: { version: string } = createRequire(import.meta.url)('../package.json')
const io = processIo(exitCodeOfSignal)

process.exitCode = await runToEnd(process.argv.slice(2), version, {
  io,
  connect: () => connect(io.env, version),
})
// Connections that are kept alive, and a standard input that nobody reads to its end, would hold the process.
process.exit()
