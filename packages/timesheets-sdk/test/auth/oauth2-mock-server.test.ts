import { decodeJwt } from 'jose'
import { Events, OAuth2Server } from 'oauth2-mock-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientCredentials } from '../../src/auth/index.ts'

const server = new OAuth2Server()
beforeAll(async () => {
  await server.issuer.keys.generate('RS256')
  await server.start(undefined, 'localhost')
})
afterAll(() => server.stop())

it.each(['client_secret_basic', 'client_secret_post', 'client_secret_json'] as const)(
  'gets a token by %s from an issuer that nobody here wrote',
  async (method) => {
    let parameters: unknown
    server.service.once(Events.BeforeTokenSigning, (_token, request) => {
      parameters = request.body
    })
    const provider = clientCredentials({
      issuer: server.issuer.url ?? '',
      clientId: 'm2m-push',
      authentication: { method, secret: 'secret' },
      audience: 'https://api.timesheets.example.com',
      scope: 'read:timesheets create:timesheets',
    })
    const token = await provider.getAccessToken()
    expect(decodeJwt(token)).toMatchObject({
      iss: server.issuer.url,
      scope: expect.stringContaining('create:timesheets'),
    })
    expect(parameters).toMatchObject({ audience: 'https://api.timesheets.example.com' })
  },
)
