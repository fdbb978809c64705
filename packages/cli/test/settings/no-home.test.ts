import { syncBuiltinESMExports } from 'node:module'
import os from 'node:os'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfigFile } from '../../src/settings/config-file.ts'
import { configPath, requiredConfigPath, tokenCachePath } from '../../src/settings/paths.ts'
import { readSettings } from '../../src/settings/settings.ts'

const homedir = os.homedir

// As Node does for a user without an entry in the list of users, which a container that runs as any user has.
beforeAll(() => {
  os.homedir = () => {
    throw Object.assign(new Error('uv_os_homedir returned ENOENT'), { code: 'ERR_SYSTEM_ERROR' })
  }
  syncBuiltinESMExports()
})

afterAll(() => {
  os.homedir = homedir
  syncBuiltinESMExports()
})

it('works without a home folder: with the settings of the environment, and no token cache', async () => {
  expect(configPath({})).toBeUndefined()
  expect(tokenCachePath({})).toBeUndefined()
  expect(await readConfigFile(undefined)).toEqual({})
  const env = { TIMESHEETS_API_URL: 'https://timesheets.test', TIMESHEETS_TOKEN: 'abc' }
  expect(await readSettings(env)).toMatchObject({ authorization: { token: 'abc' } })
})

it('keeps settings without a home folder where it is told to, and else says what is missing', () => {
  expect(requiredConfigPath({ TIMESHEETS_CONFIG: '/mnt/config.json' })).toBe('/mnt/config.json')
  expect(() => requiredConfigPath({})).toThrow('this user has no home folder. Set TIMESHEETS_CONFIG or HOME')
})
