import { HttpResponse, http } from 'msw'

const issuer = 'https://issuer.test'

/** Settings of a person's sign-in at {@link deviceIssuer}. */
export const deviceSettings = {
  TIMESHEETS_ISSUER: issuer,
  TIMESHEETS_AUDIENCE: 'https://api.test',
  TIMESHEETS_CLIENT_ID: 'cli',
}

/** An issuer behind msw that confirms every code at once: for tests of what happens after a sign-in. */
export const deviceIssuer = [
  http.get(`${issuer}/.well-known/openid-configuration`, () =>
    HttpResponse.json({
      issuer,
      token_endpoint: `${issuer}/token`,
      device_authorization_endpoint: `${issuer}/device`,
    }),
  ),
  http.post(`${issuer}/device`, () =>
    HttpResponse.json({
      device_code: 'device-code',
      user_code: 'ABCD-EFGH',
      verification_uri: `${issuer}/activate`,
      expires_in: 60,
      interval: 1,
    }),
  ),
  http.post(`${issuer}/token`, () => {
    const nowSeconds = Math.floor(Date.now() / 1_000)
    const claims = { iss: issuer, aud: 'cli', sub: 'auth0|maria', iat: nowSeconds, exp: nowSeconds + 60 }
    return HttpResponse.json({
      access_token: 'access-token',
      token_type: 'Bearer',
      expires_in: 3_600,
      id_token: `${encoded({ alg: 'RS256' })}.${encoded(claims)}.c2ln`,
    })
  }),
]

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
