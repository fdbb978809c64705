import type { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { runProgram } from '../src/program.ts'
import { fakeIo } from './support/fake-io.ts'
import { leafCommands } from './support/leaf-commands.ts'

// These print a shell's script and troff, and nothing that a program would read.
const otherFormats = ['completion', 'man']

test.each(leafCommands().filter(({ name }) => !otherFormats.includes(name)))(
  '$name prints JSON for programs',
  ({ command }) => {
    const format = command.options.find(({ long }) => long === '--format')?.argChoices ?? []
    const hasJson = command.options.some(({ long }) => long === '--json')
    expect(hasJson || format.some((choice) => choice === 'json' || choice === 'ndjson')).toBe(true)
  },
)

describe('an option with one value', () => {
  async function run(...args: string[]) {
    const io = fakeIo()
    const connect = () => Promise.reject(new Error('the command ran'))
    return { exitCode: await runProgram(args, '0.0.0', { io, connect }), stderr: io.stderr.text }
  }

  test.each([
    ['--user', ['list', '--user', 'ann', '--user', 'ben']],
    ['--output', ['export', '-o', 'a.csv', '--output=b.csv']],
    ['--format', ['push', 'a.csv', '--format', 'toggl', '--format', 'toggl']],
    ['--profile', ['--profile', 'a', 'whoami', '--profile', 'b']],
    ['--port', ['login', '--port', '8000', '--port', '8001']],
  ])('is given once: %s', async (option, args) => {
    expect(await run(...args)).toEqual({
      exitCode: 2,
      stderr: `timesheets: ${option} is given twice: give it once\n`,
    })
  })

  test('is checked in every command', () => {
    for (const { name, command } of leafCommands()) {
      for (const option of command.options.filter(({ required, variadic }) => required && !variadic)) {
        // Commander's own listener takes the value.
        const taken = (command as unknown as EventEmitter).listenerCount(`option:${option.name()}`)
        expect(taken, `${name} ${option.flags}`).toBe(2)
      }
    }
  })

  test('contradicts the option that takes it back', async () => {
    expect(await run('add', 'ACME', '1', '--billable', '--no-billable')).toEqual({
      exitCode: 2,
      stderr: 'timesheets: --billable and --no-billable contradict each other: leave one out\n',
    })
    expect((await run('push', 'a.csv', '--no-report', '--report', 'b.csv')).exitCode).toBe(2)
  })

  test('may be a list, and a flag may be repeated', async () => {
    await expect(run('remind', '--user', 'ann', '--user', 'ben', '--json', '--json')).rejects.toThrow(
      'the command ran',
    )
  })
})
