import { describe, expect, test } from 'vitest'
import { startStubApi } from '../stub-api.ts'

const csv = { 'content-type': 'text/csv; charset=utf-8; header=present' }

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += Buffer.from(chunk).toString()
  return text
}

describe.each(['http', 'fetch'] as const)('by the %s adapter', (adapter) => {
  test.each([
    ['csv', 'text/csv'],
    ['ndjson', 'application/x-ndjson'],
  ] as const)('all entries are read as %s', async (format, mediaType) => {
    await using api = await startStubApi(() => ({ headers: { 'content-type': mediaType }, body: 'ä\n' }))
    const chunks = api.client({ adapter }).entries.export({ project: 'ACME-42' }, { format })
    await expect(textOf(chunks)).resolves.toBe('ä\n')
    expect(api.seen).toMatchObject([{ url: '/timesheets?project=ACME-42', headers: { accept: mediaType } }])
  })

  test('what comes is given on before the rest is there', async () => {
    let finish = () => {}
    await using api = await startStubApi((_, response) => {
      response.writeHead(200, csv).write('first')
      finish = () => response.end('second')
      return undefined
    })
    const seen: string[] = []
    for await (const chunk of api.client({ adapter }).entries.export({}, { format: 'csv' })) {
      seen.push(Buffer.from(chunk).toString())
      finish()
    }
    expect(seen).toEqual(['first', 'second'])
  })

  test('it is tried again as long as nothing has come', async () => {
    await using api = await startStubApi((_, __, count) =>
      count === 1 ? { status: 503, body: 'later' } : { headers: csv, body: 'x' },
    )
    await expect(textOf(api.client({ adapter }).entries.export({}, { format: 'csv' }))).resolves.toBe('x')
  })

  test('a response that breaks off is never taken for a whole one', async () => {
    await using api = await startStubApi((_, response) => {
      response.writeHead(200, csv).write('first')
      setImmediate(() => response.socket?.destroy())
      return undefined
    })
    await expect(textOf(api.client({ adapter }).entries.export({}, { format: 'csv' }))).rejects.toMatchObject(
      { code: 'network_error', message: expect.stringContaining('incomplete') },
    )
    expect(api.seen).toHaveLength(1)
  })

  test('a redirect is not followed, and named', async () => {
    await using api = await startStubApi(() => ({ status: 302, headers: { location: 'https://other.test' } }))
    await expect(textOf(api.client({ adapter }).entries.export({}, { format: 'csv' }))).rejects.toMatchObject(
      {
        code: 'not_the_api',
        message: expect.stringContaining('a redirect to https://other.test/, which is not followed'),
      },
    )
    expect(api.seen).toHaveLength(1)
  })

  test('a response that gets stuck is an error', async () => {
    await using api = await startStubApi((_, response) => {
      response.writeHead(200, csv).write('first')
      return undefined
    })
    const client = api.client({ adapter, timeoutMs: 100 })
    await expect(textOf(client.entries.export({}, { format: 'csv' }))).rejects.toMatchObject({
      code: 'timeout',
    })
  })

  test('the signal ends it', async () => {
    await using api = await startStubApi((_, response) => {
      response.writeHead(200, csv).write('first')
      return undefined
    })
    const stop = new AbortController()
    const reading = (async () => {
      const chunks = api.client({ adapter }).entries.export({}, { format: 'csv', signal: stop.signal })
      for await (const _ of chunks) stop.abort()
    })()
    await expect(reading).rejects.toMatchObject({ code: 'aborted' })
  })

  test('nothing is asked for when it was ended before', async () => {
    await using api = await startStubApi(() => ({ headers: csv, body: 'x' }))
    const options = { format: 'csv', signal: AbortSignal.abort() } as const
    await expect(textOf(api.client({ adapter }).entries.export({}, options))).rejects.toMatchObject({
      code: 'aborted',
    })
    expect(api.seen).toHaveLength(0)
  })

  test('a reader that has enough closes it', async () => {
    const closed = Promise.withResolvers<void>()
    await using api = await startStubApi((_, response) => {
      response.on('close', () => closed.resolve())
      response.writeHead(200, csv).write('first')
      return undefined
    })
    for await (const _ of api.client({ adapter }).entries.export({}, { format: 'csv' })) break
    await expect(closed.promise).resolves.toBeUndefined()
  })

  test('another media type is an error', async () => {
    await using api = await startStubApi(() => ({ body: { data: [], nextCursor: null } }))
    await expect(textOf(api.client({ adapter }).entries.export({}, { format: 'csv' }))).rejects.toMatchObject(
      { code: 'not_the_api' },
    )
  })
})
