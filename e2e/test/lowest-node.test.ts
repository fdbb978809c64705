import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { root } from '../support/programs.ts'
import { startSystem } from '../support/system.ts'

it('the built SDK pushes, reads and verifies tokens on the lowest Node that it claims', async () => {
  const { engines } = JSON.parse(await readFile(join(root, 'packages/timesheets-sdk/package.json'), 'utf8'))
  await using system = await startSystem({ engine: 'sqlite' })
  const { env } = system.asMachine()
  const node = join(root, 'e2e/node_modules/node-lowest/bin/node')
  const { stdout } = await promisify(execFile)(node, [join(root, 'e2e/support/on-lowest-node.mjs')], { env })
  expect(JSON.parse(stdout)).toEqual({
    node: engines.node.slice('>='.length),
    created: 3,
    read: 4.5,
    clientId: 'm2m-push',
    isMachine: true,
  })
})
