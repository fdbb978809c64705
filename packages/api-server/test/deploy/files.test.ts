import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '../../../..')
const read = (path: string) => readFile(join(root, path), 'utf8')

test('the container has the Node of the project and runs the program as an ordinary user', async () => {
  const dockerfile = await read('deploy/docker/Dockerfile')
  const { nodeVersion } = parse(await read('pnpm-workspace.yaml'))
  expect(dockerfile).toContain(`FROM node:${nodeVersion}-`)
  const { version } = JSON.parse(await read('packages/api-server/package.json'))
  expect(dockerfile).toContain(`ARG VERSION=${version}\n`)
  expect(dockerfile).toMatch(/^USER node$/m)
})

test('compose gives the API time to drain, and no secret a value', async () => {
  const { services } = parse(await read('deploy/docker/compose.yml'))
  expect(Number.parseInt(services.api.stop_grace_period, 10)).toBeGreaterThan(
    Number(services.api.environment.DRAIN_SECONDS) + 10,
  )
  expect(services.postgres.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/)
})

test('the unit does not start again after a wrong setting', async () => {
  expect(await read('deploy/systemd/timesheets-api.service')).toMatch(/^RestartPreventExitStatus=2$/m)
})
