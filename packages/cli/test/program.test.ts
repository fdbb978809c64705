import { expect, test } from 'vitest'
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
