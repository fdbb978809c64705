import type { FetchInit, FetchResponse } from './fetch.ts'

type Socket = InstanceType<typeof import('node:net')['Socket']>

/**
 * One HTTPS request through an HTTP proxy, by CONNECT (RFC 9110 section 9.3.6): the proxy sees the host, and
 * neither URL, credentials nor content. Node's own modules, looked up and not imported, so that other
 * platforms can load this. Certificates are checked against Node's list and NODE_EXTRA_CA_CERTS.
 */
export async function tunnel(url: string, init: FetchInit, proxy: URL): Promise<FetchResponse> {
  const [https, tls, net, stream] = [
    builtin('node:https'),
    builtin('node:tls'),
    builtin('node:net'),
    builtin('node:stream'),
  ]
  const { method, headers, body, signal } = init
  const { hostname, port } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const socket = await connect(`${hostname}:${port || '443'}`, proxy, signal)
  return new Promise((resolve, reject) => {
    const secured = tls.connect({ socket, host, ...(net.isIP(host) === 0 ? { servername: host } : {}) })
    const request = https.request(url, { method, headers, signal, createConnection: () => secured })
    request.once('error', reject)
    request.once('response', (response) => {
      const status = response.statusCode ?? 0
      const hasBody = status !== 204 && status !== 205 && status !== 304
      const fields = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      )
      const content = stream.Readable.toWeb(response) as unknown as ReadableStream<Uint8Array>
      resolve(new Response(hasBody ? content : null, { status, headers: fields }))
    })
    request.end(body)
  })
}

function connect(authority: string, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const isSecure = proxy.protocol === 'https:'
  const credentials = [proxy.username, proxy.password].map(decodeURIComponent).join(':')
  return new Promise((resolve, reject) => {
    const request = builtin(isSecure ? 'node:https' : 'node:http').request({
      method: 'CONNECT',
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (isSecure ? 443 : 80),
      path: authority,
      headers: {
        host: authority,
        ...(credentials === ':' ? {} : { 'proxy-authorization': `Basic ${btoa(credentials)}` }),
      },
      agent: false,
      signal,
    })
    const refuse = (status: number | undefined) =>
      reject(new Error(`the proxy ${proxy.host} responded with status ${status} to CONNECT ${authority}`))
    request.once('error', reject)
    request.once('response', (response) => {
      response.destroy()
      refuse(response.statusCode)
    })
    request.once('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket)
      socket.destroy()
      refuse(response.statusCode)
    })
    request.end()
  })
}

/** @throws {Error} in Node before 20.16, which cannot look up its modules */
const builtin: typeof process.getBuiltinModule = (name: string) => {
  if (typeof process.getBuiltinModule !== 'function') {
    throw new Error('HTTPS_PROXY needs Node 20.16 or later, or a fetch of your own')
  }
  return process.getBuiltinModule(name) as never
}
