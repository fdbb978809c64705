import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { programToTest } from '../../../scripts/program-to-test.ts'

const [program, ...parameters] = await programToTest('packages/dev-issuer')

let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

interface Run {
  output: { stdout: string; stderr: string }
  /** Resolves when this text has been printed on stdout. */
  printed(text: string): Promise<void>
  exitCode: Promise<number | null>
}

function run(env: Record<string, string>): Run {
  const process_ = spawn(program, parameters, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = process_
  const output = { stdout: '', stderr: '' }
  process_.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk
  })
  process_.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk
  })
  return {
    output,
    async printed(text) {
      while (!output.stdout.includes(text)) {
        if (process_.exitCode !== null) throw new Error(`exited before "${text}": ${output.stderr}`)
        await Promise.race([once(process_.stdout, 'data'), once(process_, 'close')])
      }
    },
    exitCode: once(process_, 'close').then(([code]) => code as number | null),
  }
}

describe('the process', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('says what it is, listens, and stops on %s', async (signal) => {
    const { output, printed, exitCode } = run({ PORT: '0' })
    await printed('dev-issuer ready at http://localhost:')
    expect(output.stdout.split('\n')[0]).toContain('for development only')
    const issuer = /http:\S+/.exec(output.stdout)?.[0] ?? ''
    expect((await fetch(`${issuer}.well-known/openid-configuration`)).status).toBe(200)
    child?.kill(signal)
    expect(await exitCode).toBe(0)
    expect(output.stdout.trimEnd().split('\n')).toHaveLength(2)
    expect(output.stderr).toBe('')
  })

  it.each([
    ['NODE_ENV=production', { NODE_ENV: 'production' }, 'does not start with NODE_ENV=production'],
    ['a port that is not a number', { PORT: 'http' }, 'PORT is "http"; set it to'],
    ['an unknown algorithm', { TOKEN_SIGNING_ALG: 'none' }, 'set it to RS256 or HS256'],
    ['HS256 without a secret', { TOKEN_SIGNING_ALG: 'HS256' }, 'needs SECRET'],
    ['no lifetime at all', { ACCESS_TOKEN_LIFETIME_SECONDS: '0' }, 'ACCESS_TOKEN_LIFETIME_SECONDS is "0"'],
    [
      'a polling interval of none',
      { DEVICE_CODE_INTERVAL_SECONDS: '0' },
      'DEVICE_CODE_INTERVAL_SECONDS is "0"',
    ],
    ['a path as an origin', { SPA_ORIGINS: 'http://localhost:4200/' }, 'SPA_ORIGINS has "http://localhost'],
  ])('refuses %s with one line and exit code 2', async (_case, env, line) => {
    const { output, exitCode } = run({ PORT: '0', ...env })
    expect(await exitCode).toBe(2)
    expect(output.stderr).toContain(line)
    expect(output.stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it('refuses a taken port with one line and exit code 2', async () => {
    const other = createServer().listen(0, 'localhost')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const { output, exitCode } = run({ PORT: port })
    expect(await exitCode).toBe(2)
    expect(output.stderr).toBe(`port ${port} is taken; stop what listens there, or set PORT to another one\n`)
    other.close()
  })
})
