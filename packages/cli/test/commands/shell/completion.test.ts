import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it, test } from 'vitest'
import { commandTree } from '../../../src/commands/shell/command-tree.ts'
import { completion, completionCommand, type Shell } from '../../../src/commands/shell/completion.ts'
import { createProgram } from '../../../src/program.ts'
import { fakeIo } from '../../support/fake-io.ts'
import { leafCommands } from '../../support/leaf-commands.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const program = commandTree(createProgram('0.0.0', { io: fakeIo() }, () => async () => {}))

async function scriptFor(shell: Shell): Promise<string> {
  const io = fakeIo()
  const connect = () => Promise.reject(new Error('asked the API'))
  expect(await completion({ shell, program }, { io, connect })).toBe(0)
  return io.stdout.text
}

test('completion needs the name of a shell', async () => {
  expect(await optionsOf(completionCommand, ['bash'])).toMatchObject({ shell: 'bash' })
  expect(await optionsOf(completionCommand, ['csh'])).toMatch(/Allowed choices are bash, zsh, fish/)
})

describe('in a real bash', () => {
  /** The words that bash offers after these, of which the last is being typed. */
  async function offered(...words: string[]): Promise<string[]> {
    const driver = `COMP_WORDS=(${['timesheets', ...words].map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length}
_timesheets
printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout } = await promisify(execFile)('bash', ['-c', `${await scriptFor('bash')}\n${driver}`])
    return stdout.split('\n').filter((word) => word !== '')
  }

  it.each([
    [['we'], ['weeks', 'webhooks']],
    [
      ['weeks', 're'],
      ['recall', 'reject', 'reopen'],
    ],
    [['weeks', 'submit', '--j'], ['--json']],
    [['completion', ''], expect.arrayContaining(['bash', 'zsh', 'fish'])],
    [['config', 'set', 'x', '--js'], ['--json']],
    // A value, for which bash falls back to file names.
    [['push', '--people', ''], []],
    // An option before the command.
    [['--version', 'weeks', 'li'], ['list']],
    [['nonsense', ''], expect.arrayContaining(['push', 'login'])],
  ])('%j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected)
  })
})

test('the script for zsh completes the first time that zsh loads it from $fpath, too', async () => {
  const [, last] = (await scriptFor('zsh')).split('\n}\n').slice(-2)
  expect(last).toMatch(/== _timesheets \]\]; then\n {2}_timesheets "\$@"/)
})

it.each(['bash', 'zsh', 'fish'] as const)(
  'the script for %s knows every command and option',
  async (shell) => {
    const script = await scriptFor(shell)
    for (const { name, command } of leafCommands()) {
      expect(script).toContain(`'${name}'`.replaceAll("'", shell === 'fish' ? '' : "'"))
      for (const { long } of command.options) {
        expect(script).toContain(shell === 'fish' ? ` -l ${long?.slice(2)}` : long)
      }
    }
  },
)
