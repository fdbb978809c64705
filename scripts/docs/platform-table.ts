import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../workspace.ts'
import { markdownTable } from './table.ts'

/** One platform on which the SDK was run. */
export interface Platform {
  readonly name: string
  /** Of what was run. */
  readonly versions: string
  /** The options that have to be passed in, because the platform lacks them. */
  readonly needs: string
  readonly ran: string
  /** The tests and programs that ran it, from the root of the repository. */
  readonly by: readonly string[]
}

const sameProgram = 'Tokens, push, reading, outbox, checks of tokens and webhooks, start of a sign-in'

/** The platforms, with the versions that the manifests name and those that `pnpm platforms` has seen. */
export async function platforms(): Promise<Platform[]> {
  const sdk = await readJson('packages/timesheets-sdk/package.json')
  const e2e = await readJson('e2e/package.json')
  const phone = (await readJson('examples/mobile/package.json')).dependencies
  const highest = e2e.devDependencies['node-highest'].replace('npm:node@', '')
  const seen: Record<string, { version: string; seenOn: string }> = await readJson('docs/platforms.json')
  const byProgram = (key: string, name: string, needs: string): Platform => ({
    name,
    versions: `${seen[key]?.version}, on ${seen[key]?.seenOn}`,
    needs,
    ran: sameProgram,
    by: ['e2e/platforms/main.ts'],
  })
  return [
    {
      name: 'Node',
      versions: `${sdk.engines.node.replace('>=', '')} and ${highest}`,
      needs: 'nothing',
      ran: sameProgram,
      by: ['e2e/test/packed.test.ts'],
    },
    {
      name: 'Browsers',
      versions: 'the Chromium of the machine that runs the tests; no Firefox, no Safari',
      needs: 'nothing',
      ran: 'The application; a page without a build; an outbox in IndexedDB and two tabs',
      by: ['e2e/test/browser/sign-in.test.ts', 'e2e/test/examples.test.ts'],
    },
    {
      name: 'React Native',
      versions: `${phone['react-native']}, Expo ${phone.expo}; bundled and in Chromium, on no device`,
      needs: '`crypto`, `randomUuid`, `storage`; with a background task, `exclusive`',
      ran: 'The phone client: its logic in Node, its screens by react-native-web',
      by: ['e2e/test/mobile.test.ts', 'e2e/mobile/main.ts'],
    },
    byProgram('workerd', 'workerd', 'nothing; no `nodejs_compat`'),
    byProgram('bun', 'Bun', 'nothing'),
    byProgram('deno', 'Deno', 'nothing'),
    {
      name: 'Older platforms',
      versions: 'Node without the globals that phones, workers and old browsers lack',
      needs: 'what an error names, if anything',
      ran: "The SDK's own tests of `auth`, `client`, `net` and `outbox`",
      by: ['packages/timesheets-sdk/test/support/bare-platform.ts'],
    },
  ]
}

/** The table of the platforms as Markdown. */
export async function platformTable(): Promise<string> {
  const rows = (await platforms()).map(({ name, versions, needs, ran, by }) => {
    return [name, versions, needs, ran, by.map((path) => `[\`${path}\`](../${path})`).join(', ')]
  })
  return markdownTable(['platform', 'versions', 'pass in', 'what was run', 'by'], rows)
}

async function readJson(path: string) {
  return JSON.parse(await readFile(join(root, path), 'utf8'))
}
