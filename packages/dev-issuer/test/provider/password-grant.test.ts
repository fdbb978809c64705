import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DevIssuer, defaultAudience, findPerson, namedPeople, startDevIssuer } from '../../src/index.ts'
import { claimsOf, passwordRequest, post, refusal, token } from '../support.ts'

const memberScope = 'read:timesheets create:timesheets delete:timesheets'
const maria = namedPeople.employee

let issuer: DevIssuer
beforeAll(async () => {
  issuer = await startDevIssuer({ port: 0 })
})
afterAll(() => issuer.stop())

describe("a person's token", () => {
  it('has the claims that Auth0 gives it', async () => {
    const { access_token } = await token(issuer, passwordRequest(maria))
    const claims = await claimsOf(issuer, access_token)
    expect(claims).toEqual({
      iss: issuer.issuer,
      sub: findPerson(maria)?.userId,
      aud: defaultAudience,
      azp: 'cli',
      gty: 'password',
      scope: memberScope,
      permissions: memberScope.split(' '),
      'https://api.exampleco.com/email': maria,
      iat: expect.any(Number),
      exp: (claims.iat ?? 0) + 7200,
      jti: expect.any(String),
    })
  })

  it.each([
    [namedPeople.contractor, memberScope],
    [namedPeople.managers[0], `${memberScope} approve:timesheets`],
    [namedPeople.payroll, 'read:timesheets read:all-timesheets approve:timesheets approve:any'],
    [namedPeople.admin, `${memberScope} manage:timesheets`],
  ])('gives %s, who asked for no scope, all that the role permits', async (email, scope) => {
    const response = await token(issuer, passwordRequest(email))
    expect(response.scope).toBe(scope)
    expect(await claimsOf(issuer, response.access_token)).toMatchObject({
      scope,
      permissions: scope.split(' '),
    })
  })

  it('drops a scope that the role does not permit, and one that was not asked for', async () => {
    const form = passwordRequest(maria, { scope: 'read:timesheets approve:timesheets' })
    const { access_token, scope } = await token(issuer, form)
    expect(scope).toBe('read:timesheets')
    expect(await claimsOf(issuer, access_token)).toMatchObject({ scope, permissions: memberScope.split(' ') })
  })

  it('is had with a user id and by the password-realm grant too', async () => {
    const form = passwordRequest(findPerson(maria)?.userId ?? '', {
      grant_type: 'http://auth0.com/oauth/grant-type/password-realm',
      realm: 'Username-Password-Authentication',
    })
    const { access_token } = await token(issuer, form)
    expect(await claimsOf(issuer, access_token)).toMatchObject({ gty: 'password' })
  })
})

describe('with openid', () => {
  const scope = 'openid profile email read:timesheets'

  it('the token is for the API and for userinfo, which accepts it', async () => {
    const response = await token(issuer, passwordRequest(maria, { scope }))
    expect(response.scope).toBe(scope)
    const claims = await claimsOf(issuer, response.access_token)
    expect(claims).toMatchObject({ scope, aud: [defaultAudience, `${issuer.issuer}userinfo`] })

    const headers = { authorization: `Bearer ${response.access_token}`, origin: 'http://localhost:4200' }
    const userinfo = await fetch(`${issuer.issuer}userinfo`, { headers })
    expect(userinfo.headers.get('access-control-allow-origin')).toBe('http://localhost:4200')
    expect(await userinfo.json()).toEqual({
      sub: claims.sub,
      name: 'Maria Silva',
      picture: `${issuer.issuer}assets/people/maria.silva.svg`,
      nickname: 'maria.silva',
      email: maria,
      email_verified: true,
    })
  })

  it('an ID token for the client comes along', async () => {
    const { id_token } = await token(issuer, passwordRequest(maria, { scope }))
    const jwks = createRemoteJWKSet(new URL('.well-known/jwks.json', issuer.issuer))
    const { payload } = await jwtVerify(id_token ?? '', jwks, { issuer: issuer.issuer, audience: 'cli' })
    expect(payload).toMatchObject({ sub: findPerson(maria)?.userId, name: 'Maria Silva', email: maria })
  })

  it('userinfo refuses a token that was not asked with openid', async () => {
    const { access_token } = await token(issuer, passwordRequest(maria))
    const headers = { authorization: `Bearer ${access_token}` }
    const response = await fetch(`${issuer.issuer}userinfo`, { headers })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })
})

describe('with offline_access', () => {
  it('a refresh token gets the same scopes again, and is good for one use', async () => {
    const first = await token(issuer, passwordRequest(maria, { scope: 'offline_access read:timesheets' }))
    const refresh = {
      grant_type: 'refresh_token',
      client_id: 'cli',
      refresh_token: first.refresh_token ?? '',
    }
    const second = await token(issuer, refresh)
    expect(await claimsOf(issuer, second.access_token)).toMatchObject({
      scope: 'offline_access read:timesheets',
      aud: defaultAudience,
    })
    expect(await refusal(post(issuer, '/oauth/token', refresh))).toMatchObject({
      status: 403,
      body: { error: 'invalid_grant' },
    })
  })
})

describe('refusals', () => {
  it('rejects a wrong password and an unknown person alike', async () => {
    const wrong = {
      status: 403,
      body: { error: 'invalid_grant', error_description: 'Wrong email or password.' },
    }
    const form = passwordRequest(maria, { password: 'wrong' })
    expect(await refusal(post(issuer, '/oauth/token', form))).toEqual(wrong)
    expect(await refusal(post(issuer, '/oauth/token', passwordRequest('nobody@abc.example')))).toEqual(wrong)
  })

  it('rejects a missing user name with 400', async () => {
    const { username: _none, ...form } = passwordRequest(maria)
    expect(await refusal(post(issuer, '/oauth/token', form))).toMatchObject({ status: 400 })
  })
})
