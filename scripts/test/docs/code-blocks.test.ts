import { describe, expect, test } from 'vitest'
import { blocksOf, codeBlocks, commandLines, typeErrorsIn, usageError } from '../../docs/code-blocks.ts'

const blocks = await codeBlocks()

test('every TypeScript example of the documentation compiles', async () => {
  expect(blocks.filter(({ language }) => language === 'ts').length).toBeGreaterThan(3)
  expect(await typeErrorsIn(blocks)).toEqual([])
})

test('an example that does not compile is found', async () => {
  const wrong = blocksOf('a.md', '```ts\nconst hours: number = "7:30"\n```\n')
  expect(await typeErrorsIn(wrong)).toEqual([expect.stringContaining('TS2322')])
})

describe('the command line accepts every command of the documentation', () => {
  const lines = blocks.flatMap((block) => {
    return commandLines(block).map((args) => [`${block.path}: timesheets ${args.join(' ')}`, args] as const)
  })

  test.each(lines)('%s', async (_, args) => {
    expect(await usageError(args)).toBeUndefined()
  })

  test.each([
    [['pushh', 'november.csv'], 'unknown command'],
    [['list', '--form', '2026-11-01'], 'unknown option'],
  ])('and rejects timesheets %j', async (args, error) => {
    expect(await usageError(args)).toContain(error)
  })
})

test.each(
  blocks
    .filter(({ language }) => language === 'json')
    .map(({ path, line, code }) => [`${path}:${line}`, code]),
)('the JSON at %s can be parsed', (_, code) => {
  expect(() => JSON.parse(code)).not.toThrow()
})

test('a command ends at a comment, a pipe or a redirection, and keeps what is quoted together', () => {
  const code = "timesheets list --project 'A 1' | jq .\n$ timesheets whoami  # who am I\n1 created in 2 s\n"
  expect(commandLines({ path: 'a.md', line: 2, language: 'sh', code })).toEqual([
    ['list', '--project', 'A 1'],
    ['whoami'],
  ])
})
