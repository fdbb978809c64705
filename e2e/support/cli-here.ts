import { Readable } from 'node:stream'
import type { StreamOutput } from '../../packages/cli/src/io/process/stream-output.ts'
import { runToEnd } from '../../packages/cli/src/run-to-end.ts'
import { connect } from '../../packages/cli/src/session.ts'
import type { Ending, ProcessOptions } from './process.ts'

const version = '0.0.0-here'

/**
 * Runs the CLI to its end as {@link runCli} does, but in this process and from its sources, which takes a
 * twentieth of the processor time. For tests of what a command does, beside others that start the program.
 * Paths must be absolute: the folder is that of the tests.
 */
export async function runCliHere(
  args: readonly string[],
  { env = {}, input = '' }: Pick<ProcessOptions, 'env' | 'input'>,
): Promise<Ending> {
  const [stdout, stderr] = [collectingOutput(), collectingOutput()]
  const io = {
    stdin: { isTerminal: false, bytes: Readable.from([Buffer.from(input)]) },
    stdout,
    stderr,
    env,
    now: Date.now,
    stop: new AbortController().signal,
  }
  const code = await runToEnd(args, version, { io, connect: (given = env) => connect(given, version) })
  return { code, signal: null, stdout: stdout.text(), stderr: stderr.text() }
}

function collectingOutput(): StreamOutput & { text(): string } {
  const written: Buffer[] = []
  return {
    isTerminal: false,
    columns: 80,
    async write(content) {
      written.push(Buffer.from(content))
    },
    async flush() {},
    text: () => Buffer.concat(written).toString('utf8'),
  }
}
