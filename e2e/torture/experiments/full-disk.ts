import { spawnSync } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { startApi } from '../../support/api.ts'
import { sqliteIn } from '../../support/database.ts'
import { startIssuer } from '../../support/issuer.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { machineToken } from '../../support/tokens.ts'
import type { Experiment } from '../experiment.ts'
import { disturbedPush } from './disturbed-push.ts'

const diskMebibytes = 128
const fullMs = 500

/** The disk of the SQLite file is full for half a second, in the middle of a push. */
export const fullDisk: Experiment = {
  summary: 'the disk is full for half a second in the middle of a push',
  rounds: 5,
  engines: ['sqlite'],
  missing: () => (process.getuid?.() === 0 ? undefined : 'only root can mount a small disk'),
  async run(conditions) {
    await using issuer = await startIssuer()
    await using folder = await temporaryFolder()
    mount('mount', '-t', 'tmpfs', '-o', `size=${diskMebibytes}m`, 'tmpfs', folder.path)
    try {
      const database = sqliteIn(folder.path)
      await using api = await startApi({ issuer: issuer.issuer, database })
      return await disturbedPush(conditions, {
        token: await machineToken(issuer.issuer),
        urls: [api.url],
        database,
        async disturb() {
          const filler = join(folder.path, 'filler')
          await fill(filler)
          await delay(fullMs)
          await rm(filler)
        },
      })
    } finally {
      mount('umount', folder.path)
    }
  },
}

function mount(command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
}

/** Writes a file until no space is left. */
async function fill(path: string): Promise<void> {
  await using file = await open(path, 'w')
  const block = Buffer.alloc(65_536, 'x')
  for (;;) {
    try {
      await file.write(block)
    } catch (error) {
      if (Object(error).code === 'ENOSPC') return
      throw error
    }
  }
}
