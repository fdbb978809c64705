import { afterEach, describe, expect, test, vi } from 'vitest'
import { startStubApi } from './stub-api.ts'

afterEach(() => void vi.unstubAllGlobals())

const nothing = { body: { data: [], nextCursor: null } }

describe('a platform that lacks globals', () => {
  test('without URLSearchParams a dry run stays one, and a list keeps its filters', async () => {
    vi.stubGlobal('URLSearchParams', undefined)
    await using api = await startStubApi(({ method }) =>
      method === 'GET'
        ? nothing
        : {
            body: {
              created: 1,
              updated: 0,
              unchanged: 0,
              rejected: 0,
              results: [{ index: 0, status: 'created', id: '01a20d67-ffa8-71d5-8990-2f1ac5e2fcb1' }],
            },
          },
    )
    const entry = {
      userId: 'auth0|5f7c',
      date: '2026-11-23',
      project: 'ACME-42',
      hours: 7.5,
      externalId: 'a',
    }
    await api.client().entries.push([entry], { dryRun: true })
    for await (const _ of api.client().entries.list({ userId: 'auth0|5f7c', from: '2026-11-01' })) break
    expect(api.seen.map(({ url }) => url)).toEqual([
      '/timesheets/batch?dryRun=true',
      '/timesheets?from=2026-11-01&userId=auth0%7C5f7c&limit=500',
    ])
  })

  test('without random numbers nothing is sent until a function for UUIDs is passed', async () => {
    vi.stubGlobal('crypto', undefined)
    await using api = await startStubApi(() => ({ status: 204 }))
    await expect(api.client().weeks.submit('2026-W48')).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringContaining('Pass randomUuid to createTimesheetsClient'),
    })
    expect(api.seen).toEqual([])
    const client = api.client({ randomUuid: () => 'my-own-uuid' })
    await expect(client.weeks.submit('2026-W48')).rejects.toMatchObject({ code: 'invalid_response' })
    expect(api.seen[0]?.headers['idempotency-key']).toBe('my-own-uuid')
  })
})
