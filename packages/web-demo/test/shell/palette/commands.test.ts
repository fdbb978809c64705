import { describe, expect, it } from 'vitest'
import { type Command, findCommands } from '../../../src/shell/palette/commands.ts'

describe('findCommands', () => {
  const command = (group: Command['group'], title: string, more: Partial<Command> = {}): Command => ({
    id: title,
    group,
    title,
    run: () => {},
    ...more,
  })
  const commands = [
    command('actions', 'Sign out', { words: 'log out' }),
    command('pages', 'Reports'),
    command('projects', 'Acme: mobile app', { details: 'ACME-42 · Acme Corporation' }),
    command('people', 'José Silva', { details: 'jose@abc.example' }),
    command('people', 'Ada Report', { details: 'ada@abc.example' }),
  ]
  const found = (typed: string) =>
    findCommands(commands, typed).map((group) => group.commands.map(({ title }) => title))

  it('offers pages and actions at first; projects and people when something is typed', () => {
    expect(found('')).toEqual([['Sign out'], ['Reports']])
    expect(found('acme-42')).toEqual([['Acme: mobile app']])
    expect(found('jose')).toEqual([['José Silva']])
  })

  it('finds every word, in any place and order', () => {
    expect(found('app acme')).toEqual([['Acme: mobile app']])
    expect(found('log out')).toEqual([['Sign out']])
    expect(found('acme reports')).toEqual([])
  })

  it('puts the group with the best match first', () => {
    expect(found('report')).toEqual([['Reports'], ['Ada Report']])
    expect(found('ada')).toEqual([['Ada Report']])
  })

  it('shows no more of a group than can be looked at', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => command('people', `Person ${index}`))
    expect(findCommands(many, 'person')[0]?.commands).toHaveLength(8)
  })
})
