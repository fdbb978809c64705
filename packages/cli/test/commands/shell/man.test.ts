import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { commandTree } from '../../../src/commands/shell/command-tree.ts'
import { manualPage } from '../../../src/commands/shell/man.ts'
import { createProgram } from '../../../src/program.ts'
import { fakeIo } from '../../support/fake-io.ts'
import { leafCommands } from '../../support/leaf-commands.ts'

it('is a manual page, without a warning of groff, that describes every command and option', async () => {
  const program = commandTree(createProgram('1.2.3', { io: fakeIo() }, () => async () => {}))
  const groff = spawn('groff', ['-man', '-Tutf8', '-ww', '-P-cbou'])
  groff.stdin.end(manualPage(program, '1.2.3'))
  const [page, warnings, [code]] = await Promise.all([
    text(groff.stdout),
    text(groff.stderr),
    once(groff, 'close'),
  ])
  expect([code, warnings]).toEqual([0, ''])
  const words = page.replaceAll('\u2010\n', '').replaceAll(/\s+/g, ' ')
  for (const { name, command } of leafCommands()) {
    expect(words).toContain(`timesheets ${name}`)
    for (const { long } of command.options) expect(words).toContain(long)
  }
  expect(words).toContain('timesheets 1.2.3')
  expect(words).toContain('Exit codes: 0 all done')
})
