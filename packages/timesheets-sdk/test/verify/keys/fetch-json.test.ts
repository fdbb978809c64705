import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchJson } from '../../../src/verify/keys/fetch-json.ts'
import { json, startIssuer, type TestIssuer, text } from '../support/issuer.ts'

let issuer: TestIssuer
beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer.stop())

const get = (path: string, signal = new AbortController().signal) =>
  fetchJson(issuer.url + path, { fetch, signal })

describe('fetchJson', () => {
  it('fetches a document', async () => {
    issuer.respond('/good', json({ a: 1 }))
    expect(await get('/good')).toEqual({ a: 1 })
  })

  it('requests JSON', async () => {
    let accept: string | undefined
    issuer.respond('/accept', (request, response) => {
      accept = request.headers.accept
      response.end('{}')
    })
    await get('/accept')
    expect(accept).toBe('application/json')
  })

  it('fetches a document of 512 KiB, but not a longer one', async () => {
    issuer.respond('/long', text(200, `"${'x'.repeat(512 * 1024 - 2)}"`))
    expect(await get('/long')).toHaveLength(512 * 1024 - 2)
    issuer.respond('/longer', text(200, `"${'x'.repeat(512 * 1024 - 1)}"`))
    await expect(get('/longer')).rejects.toThrow(`${issuer.url}/longer returned more than 524288 bytes`)
  })

  it('stops reading an endless response', async () => {
    const ended = new Promise<void>((resolve) => {
      issuer.respond('/endless', (_request, response) => {
        response.on('close', resolve)
        const write = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        }
        response.on('drain', write)
        write()
      })
    })
    await expect(get('/endless')).rejects.toThrow('returned more than')
    await ended
  })

  it.each([204, 404, 500])('rejects status %i', async (status) => {
    issuer.respond('/bad', text(status, status === 204 ? '' : '{}'))
    await expect(get('/bad')).rejects.toThrow(`${issuer.url}/bad responded with status ${status}`)
  })

  it('does not follow redirects', async () => {
    issuer.respond('/moved', (_request, response) => {
      response.writeHead(302, { location: '/good' }).end()
    })
    await expect(get('/moved')).rejects.toThrow(`${issuer.url}/moved responded with status 302`)
  })

  it('reports a response that is not JSON', async () => {
    issuer.respond('/html', text(200, '<html>'))
    await expect(get('/html')).rejects.toThrow(`${issuer.url}/html did not return JSON`)
    const nothing = fetchJson('https://a.example', {
      fetch: async () => new Response(null),
      signal: new AbortController().signal,
    })
    await expect(nothing).rejects.toThrow('https://a.example did not return JSON')
  })

  it('reports a connection that breaks', async () => {
    issuer.respond('/broken', (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy())
    })
    await expect(get('/broken')).rejects.toThrow(
      `${issuer.url}/broken closed the connection before the end of its response`,
    )
  })

  it('reports an unreachable server', async () => {
    issuer.respond('/gone', (request) => request.socket.destroy())
    await expect(get('/gone')).rejects.toThrow(`${issuer.url}/gone could not be reached`)
  })

  it('gives up after the time limit', async () => {
    const overdue = new AbortController()
    issuer.respond('/silent', () => overdue.abort())
    await expect(get('/silent', overdue.signal)).rejects.toThrow(
      `${issuer.url}/silent did not respond in time`,
    )
  })
})
