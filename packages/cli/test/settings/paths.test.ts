import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configPath, tokenCachePath } from '../../src/settings/paths.ts'

test.each([
  [{ HOME: '/home/m' }, '/home/m/.config/timesheets/config.json'],
  [{ HOME: '/home/m', XDG_CONFIG_HOME: '/etc/m' }, '/etc/m/timesheets/config.json'],
  [{ HOME: '/home/m', XDG_CONFIG_HOME: 'relative' }, '/home/m/.config/timesheets/config.json'],
  [{ HOME: '/home/m', TIMESHEETS_CONFIG: './mine.json' }, './mine.json'],
  [{}, join(homedir(), '.config/timesheets/config.json')],
])('settings are kept, with %j, in %s', (env, path) => {
  expect(configPath(env)).toBe(path)
})

test.each([
  [{ HOME: '/home/m' }, '/home/m/.cache/timesheets/tokens.json'],
  [{ HOME: '/home/m', XDG_CACHE_HOME: '/tmp/m' }, '/tmp/m/timesheets/tokens.json'],
])('tokens are kept, with %j, in %s', (env, path) => {
  expect(tokenCachePath(env)).toBe(path)
})
