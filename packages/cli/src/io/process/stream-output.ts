import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Writable } from 'node:stream'
import type { WriteStream } from 'node:tty'
import type { Output } from '../io.ts'
import { OutputClosedError, WriteError } from '../outcome/errors.ts'

/** A standard stream as an {@link Output}, and a way to know that everything has left the process. */
export interface StreamOutput extends Output {
  /**
   * Resolves when everything that was written is out, or the reader has gone.
   * @throws {WriteError} when some of it could not be written, whether or not the failed `write` was awaited
   */
  flush(): Promise<void>
}

/** `process.stdout`, or the like. */
export type StandardStream = NodeJS.WriteStream & { readonly fd: number }

/** @param name what it is called in messages */
export function streamOutput(stream: StandardStream, name: string): StreamOutput {
  let failure: OutputClosedError | WriteError | undefined
  const fail = (error: NodeJS.ErrnoException) => {
    // On Windows a closed pipe is EOF.
    const isClosed = error.code === 'EPIPE' || error.code === 'EOF'
    failure ??= isClosed ? new OutputClosedError(`${name} is closed`) : WriteError.of(`to ${name}`, error)
  }
  // Without a listener a broken pipe would end the process with a stack trace.
  stream.on('error', fail)
  const file = fileDescriptorOf(stream)
  return {
    get isTerminal() {
      return stream.isTTY === true
    },
    get columns() {
      return (stream as Partial<WriteStream>).columns ?? 80
    },
    async write(content) {
      if (failure) throw failure
      if (file === undefined) {
        // Waits until it is out: only then is it known whether it could be written.
        const error = await new Promise<Error | null | undefined>((resolve) => stream.write(content, resolve))
        if (error) fail(error)
      } else {
        try {
          writeWhole(file, content)
        } catch (error) {
          fail(error as NodeJS.ErrnoException)
        }
      }
      if (failure) throw failure
    },
    async flush() {
      if (!failure && stream.writableLength > 0) {
        await new Promise((resolve) => stream.write('', resolve))
      }
      if (failure instanceof WriteError) throw failure
    },
  }
}

/**
 * The same, for notes: when one can't be written the command goes on, and {@link StreamOutput.flush} says so
 * at its end.
 */
export function withoutStopping(output: StreamOutput): StreamOutput {
  return {
    get isTerminal() {
      return output.isTerminal
    },
    get columns() {
      return output.columns
    },
    write: (content) => output.write(content).catch(() => {}),
    flush: () => output.flush(),
  }
}

/**
 * Of a file or a device such as `/dev/full`; `undefined` for terminals and pipes, where the stream itself is
 * right.
 */
function fileDescriptorOf(stream: Writable & { readonly fd: number }): number | undefined {
  return stream instanceof Socket ? undefined : stream.fd
}

/**
 * Node's own stream for files ignores how much of a chunk was written, so that the end of it is lost on a
 * full disk.
 */
function writeWhole(file: number, content: string | Uint8Array): void {
  let rest = typeof content === 'string' ? Buffer.from(content) : content
  while (rest.length > 0) rest = rest.subarray(writeSync(file, rest))
}
