import { once } from 'node:events'
import type { WriteStream } from 'node:tty'
import { OutputClosedError } from './errors.ts'
import type { Output } from './io.ts'

/** A standard stream as an {@link Output}, and a way to wait until everything has left the process. */
export interface StreamOutput extends Output {
  /** Resolves when what was written is out, or nobody reads it any more. */
  flush(): Promise<void>
}

export function streamOutput(stream: NodeJS.WriteStream): StreamOutput {
  let closed = false
  // Without a listener a broken pipe would end the process with a stack trace.
  stream.on('error', () => {
    closed = true
  })
  return {
    get isTerminal() {
      return stream.isTTY === true
    },
    get columns() {
      return (stream as Partial<WriteStream>).columns ?? 80
    },
    async write(content) {
      if (closed) throw new OutputClosedError('output is closed')
      if (stream.write(content)) return
      // `close` comes after an error, too.
      await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(() => {})
      if (closed) throw new OutputClosedError('output is closed')
    },
    async flush() {
      if (closed || stream.writableLength === 0) return
      await new Promise<void>((resolve) => {
        stream.once('error', () => resolve())
        stream.write('', () => resolve())
      })
    },
  }
}
