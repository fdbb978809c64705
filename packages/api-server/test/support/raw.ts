import { connect, type Socket } from 'node:net'

/** Sends bytes as they are and resolves with all that comes back until the connection ends. */
export function exchangeRaw(port: number, ...parts: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let response = ''
    socket.setEncoding('utf8').on('data', (text) => {
      response += text
    })
    // A reset ends it as well: what came before it counts.
    socket.on('error', () => {})
    socket.on('close', () => resolve(response))
    for (const part of parts) socket.write(part)
  })
}

/** An open connection, and the wait for a text to have come. */
export async function openRaw(
  port: number,
): Promise<{ readonly socket: Socket; received(): string; until(text: string): Promise<void> }> {
  const socket = connect(port, '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  let response = ''
  let check = () => {}
  socket.setEncoding('utf8').on('data', (text) => {
    response += text
    check()
  })
  socket.on('error', () => {})
  return {
    socket,
    received: () => response,
    until: (text) =>
      new Promise((resolve) => {
        check = () => {
          if (response.includes(text)) resolve()
        }
        check()
      }),
  }
}

/** Status, header fields (names in lower case) and body of a raw response. */
export function parseRaw(response: string) {
  const [head = '', ...rest] = response.split('\r\n\r\n')
  const [statusLine = '', ...fields] = head.split('\r\n')
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(
      fields.map((field) => {
        const colon = field.indexOf(':')
        return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()]
      }),
    ),
    body: rest.join('\r\n\r\n'),
  }
}
