import { expect, test } from 'vitest'
import { leafCommands } from './support/leaf-commands.ts'

test.each(leafCommands())('$name prints JSON for programs', ({ command }) => {
  const format = command.options.find(({ long }) => long === '--format')?.argChoices ?? []
  const hasJson = command.options.some(({ long }) => long === '--json')
  expect(hasJson || format.some((choice) => choice === 'json' || choice === 'ndjson')).toBe(true)
})
