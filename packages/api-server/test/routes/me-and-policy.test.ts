import { meSchema } from 'timesheets-sdk/contract'
import { defaultPolicy, policySchema } from 'timesheets-sdk/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { allScopes } from '../support/issuer.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

test('a person learns who they are to the API', async () => {
  const token = await api.issuer.person('auth0|ann', 'read:timesheets create:timesheets')
  const me = await (await api.fetch('/me', { token })).json()
  expect(meSchema.parse(me)).toEqual(me)
  expect(me).toEqual({
    userId: 'auth0|ann',
    subject: 'auth0|ann',
    client: 'spa',
    isMachine: false,
    email: 'ann@abc.example',
    scopes: ['create:timesheets', 'read:timesheets'],
    person: null,
    tokenExpiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  })
})

test('a machine is nobody', async () => {
  const me = await (
    await api.fetch('/me', { token: await api.issuer.machine('m2m', 'read:timesheets') })
  ).json()
  expect(me).toMatchObject({
    userId: null,
    subject: 'm2m@clients',
    client: 'm2m',
    isMachine: true,
    email: null,
  })
})

test('a token that names no client is taken as its subject’s own', async () => {
  const token = await api.issuer.sign({ claims: { azp: undefined } })
  expect(await (await api.fetch('/me', { token })).json()).toMatchObject({ client: 'auth0|ann' })
})

test('identity may be another claim than sub', async () => {
  const other = await startApi({ config: { identityClaim: 'https://api.exampleco.com/email' } })
  const me = await (await other.fetch('/me', { token: await other.issuer.person('auth0|ann') })).json()
  expect(me).toMatchObject({ userId: 'ann@abc.example', subject: 'auth0|ann' })
  const nobody = await other.fetch('/me', { token: await other.issuer.sign() })
  expect(nobody.status).toBe(401)
  await other.close()
})

test('everybody may read the policy; changing it requires its scope', async () => {
  const ann = await api.issuer.person('auth0|ann')
  const before = await api.fetch('/policy', { token: ann })
  const policy = await before.json()
  expect(policySchema.parse(policy)).toEqual(defaultPolicy)

  const payroll = await api.issuer.person('auth0|pam', allScopes)
  const patch = (json: unknown) => api.fetch('/policy', { method: 'PATCH', token: payroll, json })
  const changed = await patch({ lockedThrough: '2026-10-31' })
  expect(changed.status).toBe(200)
  expect(await changed.json()).toEqual({ ...defaultPolicy, lockedThrough: '2026-10-31' })
  const locked = await api.fetch('/timesheets', {
    method: 'POST',
    token: ann,
    json: { date: '2026-10-31', project: 'A', hours: 1 },
  })
  expect(locked.status).toBe(409)
  expect(await locked.json()).toMatchObject({ code: 'period_locked' })

  for (const [json, code] of [
    [{ incrementMinutes: 0 }, 'out_of_range'],
    [{ maxHoursPerDay: 25 }, 'out_of_range'],
    [{ lockedThrough: 'soon' }, 'invalid_format'],
    [{ colour: 'red' }, 'unknown_field'],
  ] as const) {
    const refused = await patch(json)
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ code })
  }
})
