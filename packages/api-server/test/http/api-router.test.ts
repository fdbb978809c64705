import { Router } from 'express'
import { type OperationName, operations } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Handlers, routeOperations } from '../../src/http/api-router.ts'
import { createLimits } from '../../src/http/limits/limits.ts'
import { Load } from '../../src/http/limits/load.ts'
import { exactIdentities } from '../../src/http/request/identities.ts'
import { startApi, type TestApi } from '../support/api.ts'

let api: TestApi
let ann: string

beforeAll(async () => {
  api = await startApi()
  ann = await api.issuer.person('auth0|ann')
})
afterAll(() => api.close())

test('exactly the operations of the contract are routed, and each only through the gate', async () => {
  const names = Object.keys(operations) as OperationName[]
  const refuse = () => {
    throw new Error('a handler was reached without a token')
  }
  const handlers = Object.fromEntries(names.map((name) => [name, refuse])) as unknown as Handlers
  const router = Router()
  routeOperations(router, handlers, {
    limits: createLimits(0, Date.now),
    identities: exactIdentities,
    load: new Load(),
    publicUrl: undefined,
    authenticator: {
      cached: () => undefined,
      verify: () => Promise.reject(new Error('nobody is let in')),
    },
  })
  const routed = router.stack.flatMap((layer) =>
    (layer.route?.stack ?? [])
      .filter(({ method }) => method !== undefined)
      .map(({ method }) => `${method.toUpperCase()} ${layer.route?.path}`),
  )
  const declared = names.map(
    (name) => `${operations[name].method} ${operations[name].path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  )
  expect(routed.sort()).toEqual(declared.sort())
  // Nothing stands beside the routes.
  expect(router.stack.every((layer) => layer.route !== undefined)).toBe(true)
})

test('a path that is not in the contract does not exist, with a token and without', async () => {
  for (const path of [
    '/',
    '/timesheet',
    '/timesheets/',
    '/Timesheets',
    '/timesheets/1/2',
    '//timesheets',
    '/me/x',
  ]) {
    for (const token of [ann, undefined]) {
      const response = await api.fetch(path, token === undefined ? {} : { token })
      expect(response.status, path).toBe(404)
      expect(await response.json()).toMatchObject({ code: 'unknown_path', status: 404, instance: path })
    }
  }
})

test('an unsupported method gets the supported ones', async () => {
  const expectations: [method: string, path: string, allow: string][] = [
    ['PUT', '/timesheets', 'GET, POST, HEAD, OPTIONS'],
    ['DELETE', '/timesheets', 'GET, POST, HEAD, OPTIONS'],
    ['GET', '/timesheets/batch', 'POST, OPTIONS'],
    ['HEAD', '/timesheets/batch', 'POST, OPTIONS'],
    ['POST', '/timesheets/01a20d67-ffa8-71d5-8990-000000000000', 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['POST', '/me', 'GET, HEAD, OPTIONS'],
    ['PUT', '/policy', 'GET, PATCH, HEAD, OPTIONS'],
    ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
  ]
  for (const [method, path, allow] of expectations) {
    const response = await api.fetch(path, { method, token: ann })
    expect(response.status, `${method} ${path}`).toBe(405)
    expect(response.headers.get('Allow')).toBe(allow)
    if (method !== 'HEAD') expect(await response.json()).toMatchObject({ code: 'method_not_allowed' })
  }
})

test('OPTIONS says what a path takes', async () => {
  const response = await api.fetch('/timesheets', { method: 'OPTIONS' })
  expect(response.status).toBe(204)
  expect(response.headers.get('Allow')).toBe('GET, POST, HEAD, OPTIONS')
  expect((await api.fetch('/nowhere', { method: 'OPTIONS' })).status).toBe(404)
})

test('HEAD responds like GET, without the body', async () => {
  for (const path of ['/timesheets', '/me', '/policy', '/healthz', '/openapi.json']) {
    const get = await api.fetch(path, { token: ann })
    const head = await api.fetch(path, { method: 'HEAD', token: ann })
    expect(head.status, path).toBe(200)
    expect(await head.text()).toBe('')
    for (const name of ['Content-Type', 'Content-Length', 'ETag', 'Cache-Control']) {
      expect(head.headers.get(name), `${path} ${name}`).toBe(get.headers.get(name))
    }
  }
})

test('an id that is not a UUID names no entry', async () => {
  for (const id of ['1', 'batch2', '01a20d67-ffa8-71d5-8990-00000000000g', '..%2F..', '%00']) {
    const response = await api.fetch(`/timesheets/${id}`, { token: ann })
    expect(response.status, id).toBe(404)
  }
})

test('a UUID is the same in capital letters', async () => {
  const created = await api.fetch('/timesheets', {
    method: 'POST',
    token: ann,
    json: { date: '2026-11-23', project: 'A', hours: 1 },
  })
  const { id } = await created.json()
  expect((await api.fetch(`/timesheets/${id.toUpperCase()}`, { token: ann })).status).toBe(200)
})
