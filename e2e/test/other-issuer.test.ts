import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultAudience, people } from 'dev-issuer'
import { Events, type MutableToken, OAuth2Server } from 'oauth2-mock-server'
import { expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { runCli } from '../support/cli.ts'
import { clientWith, entriesOf } from '../support/client.ts'
import { emptyDatabase } from '../support/database.ts'
import { daysAgo } from '../support/days.ts'
import { reportOf } from '../support/push-report.ts'
import { csvOf, makeRows } from '../support/rows.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const clientId = 'robot'
const scopes = 'read:timesheets create:timesheets'

it('pushes and reads back with the tokens of an issuer that nobody here wrote', async () => {
  await using issuer = await startOtherIssuer()
  await using database = await emptyDatabase('sqlite')
  await using folder = await temporaryFolder()
  // It marks no token as a machine's, so the API is told which client is one.
  const env = { MACHINE_CLIENT_IDS: clientId }
  await using api = await startApi({ issuer: issuer.url, database, env })
  const rows = makeRows({ name: 'other', count: 280, from: daysAgo(2), days: 2 })
  const file = join(folder.path, 'other.csv')
  await writeFile(file, csvOf(rows))

  issuer.claims = { sub: clientId, client_id: clientId, aud: defaultAudience, scope: scopes }
  const ending = await runCli(['push', file, '--json'], {
    cwd: folder.path,
    env: {
      HOME: folder.path,
      TIMESHEETS_API_URL: api.url,
      TIMESHEETS_ISSUER: issuer.url,
      TIMESHEETS_AUDIENCE: defaultAudience,
      TIMESHEETS_CLIENT_ID: clientId,
      TIMESHEETS_CLIENT_SECRET: 'any-will-do',
    },
  })
  expect(reportOf(ending)).toMatchObject({ created: 280, rejected: 0 })

  const userId = people[0]?.userId ?? ''
  const token = await issuer.tokenWith({ sub: userId, azp: 'spa', aud: defaultAudience, scope: scopes })
  expect(await entriesOf(clientWith(api.url, token))).toHaveLength(2)
})

async function startOtherIssuer() {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(undefined, 'localhost')
  const issuer = {
    url: server.issuer.url ?? '',
    /** The claims of its tokens. */
    claims: {} as Record<string, unknown>,
    tokenWith: (claims: Record<string, unknown>) =>
      server.issuer.buildToken({ scopesOrTransform: (_header, payload) => Object.assign(payload, claims) }),
    [Symbol.asyncDispose]: () => server.stop(),
  }
  server.service.on(Events.BeforeTokenSigning, (token: MutableToken) => {
    Object.assign(token.payload, issuer.claims)
  })
  return issuer
}
