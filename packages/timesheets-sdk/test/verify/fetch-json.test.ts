import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchJson } from '../../src/verify/fetch-json.ts'
import { json, startIssuer, type TestIssuer, text } from './support/issuer.ts'

let issuer: TestIssuer
beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer.stop())

const get = (path: string, signal = new AbortController().signal) =>
  fetchJson(issuer.url + path, { fetch, signal })

describe('fetchJson', () => {
  it('gets a document', async () => {
    issuer.answer('/good', json({ a: 1 }))
    expect(await get('/good')).toEqual({ a: 1 })
  })

  it('asks for JSON', async () => {
    let accept: string | undefined
    issuer.answer('/accept', (request, response) => {
      accept = request.headers.accept
      response.end('{}')
    })
    await get('/accept')
    expect(accept).toBe('application/json')
  })

  it('gets a document of 512 KiB, but no longer one', async () => {
    issuer.answer('/long', text(200, `"${'x'.repeat(512 * 1024 - 2)}"`))
    expect(await get('/long')).toHaveLength(512 * 1024 - 2)
    issuer.answer('/longer', text(200, `"${'x'.repeat(512 * 1024 - 1)}"`))
    await expect(get('/longer')).rejects.toThrow(`${issuer.url}/longer answered with more than 524288 bytes`)
  })

  it('stops reading an answer that does not end', async () => {
    const ended = new Promise<void>((resolve) => {
      issuer.answer('/endless', (_request, response) => {
        response.on('close', resolve)
        const write = () => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        }
        response.on('drain', write)
        write()
      })
    })
    await expect(get('/endless')).rejects.toThrow('answered with more than')
    await ended
  })

  it.each([204, 404, 500])('refuses status %i', async (status) => {
    issuer.answer('/bad', text(status, status === 204 ? '' : '{}'))
    await expect(get('/bad')).rejects.toThrow(`${issuer.url}/bad answered with status ${status}`)
  })

  it('follows no redirect', async () => {
    issuer.answer('/moved', (_request, response) => {
      response.writeHead(302, { location: '/good' }).end()
    })
    await expect(get('/moved')).rejects.toThrow(`${issuer.url}/moved answered with status 302`)
  })

  it('says when the answer is not JSON', async () => {
    issuer.answer('/html', text(200, '<html>'))
    await expect(get('/html')).rejects.toThrow(`${issuer.url}/html did not answer with JSON`)
    const nothing = fetchJson('https://a.example', {
      fetch: async () => new Response(null),
      signal: new AbortController().signal,
    })
    await expect(nothing).rejects.toThrow('https://a.example did not answer with JSON')
  })

  it('says when the connection breaks off', async () => {
    issuer.answer('/broken', (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy())
    })
    await expect(get('/broken')).rejects.toThrow(`${issuer.url}/broken broke off its answer`)
  })

  it('says when nobody is there', async () => {
    issuer.answer('/gone', (request) => request.socket.destroy())
    await expect(get('/gone')).rejects.toThrow(`${issuer.url}/gone could not be reached`)
  })

  it('gives up when the time is over', async () => {
    const overdue = new AbortController()
    issuer.answer('/silent', () => overdue.abort())
    await expect(get('/silent', overdue.signal)).rejects.toThrow(
      `${issuer.url}/silent did not answer in time`,
    )
  })
})
