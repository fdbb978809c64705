import { expect, it } from 'vitest'
import { readStartSettings } from '../../start/settings.ts'

it('runs on 8080 and 9000 with ./data unless told otherwise', () => {
  expect(readStartSettings({}, '/somewhere')).toEqual({
    apiPort: 8080,
    issuerPort: 9000,
    webPort: 4200,
    docsPort: 4201,
    dataDirectory: '/somewhere/data',
  })
})

it('runs where the variables say', () => {
  const env = {
    TIMESHEETS_API_PORT: '18080',
    TIMESHEETS_ISSUER_PORT: '19000',
    TIMESHEETS_WEB_PORT: '14200',
    TIMESHEETS_DOCS_PORT: '14201',
    DATA_DIR: '/elsewhere',
  }
  expect(readStartSettings(env, '/somewhere')).toEqual({
    apiPort: 18_080,
    issuerPort: 19_000,
    webPort: 14_200,
    docsPort: 14_201,
    dataDirectory: '/elsewhere',
  })
})

it.each(['0', '65536', '80.5', 'http', '-1', '8080 '])(
  'refuses the port "%s" and names the variable',
  (port) => {
    expect(() => readStartSettings({ TIMESHEETS_API_PORT: port }, '/')).toThrow(
      `TIMESHEETS_API_PORT is "${port}": set it to a port, a whole number from 1 to 65535`,
    )
  },
)

it('refuses one port for both', () => {
  expect(() => readStartSettings({ TIMESHEETS_ISSUER_PORT: '8080' }, '/')).toThrow('are both 8080')
})
