import { describe, expect, it, test } from 'vitest'
import { whoami, whoamiCommand } from '../../../src/commands/caller/whoami.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [[], { json: false }],
  [['--json'], { json: true }],
  [['me'], expect.stringContaining('too many arguments')],
])('whoami %j', async (args, expected) => {
  expect(await optionsOf(whoamiCommand, args)).toEqual(expected)
})

describe('whoami', () => {
  const { context } = useFakeApi()

  it('tells a person who they are and what they may', async () => {
    const { io, connect } = context(maria)
    expect(await whoami({ json: false }, { io, connect })).toBe(0)
    expect(io.stdout.text).toMatch(/^person {7}auth0\|maria$/m)
    expect(io.stdout.text).toMatch(/^client {7}spa$/m)
    expect(io.stdout.text).toMatch(/^may {10}.*read:timesheets/m)
    expect(io.stdout.text).toMatch(/^at {11}timesheets\.test$/m)
  })

  it('tells an application that it is one', async () => {
    const { io, connect } = context(machine)
    await whoami({ json: false }, { io, connect })
    expect(io.stdout.text).toMatch(/^application {2}m2m-push$/m)
  })

  it('prints JSON', async () => {
    const { io, connect } = context(maria)
    await whoami({ json: true }, { io, connect })
    expect(JSON.parse(io.stdout.text)).toMatchObject({ userId: 'auth0|maria', isMachine: false })
  })
})
