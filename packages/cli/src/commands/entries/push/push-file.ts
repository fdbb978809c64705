import type { ExitCode } from '../../../io/exit-codes.ts'
import { inputFile } from '../../../io/input-file.ts'
import { plainText } from '../../../io/plain-text.ts'
import { Screen } from '../../../io/screen.ts'
import { spooled } from '../../../io/spooled-file.ts'
import type { Context } from '../../context.ts'
import type { PushOptions } from './options.ts'
import { pushExport } from './push-export.ts'
import { pushOwn } from './push-own.ts'
import { isExportFormat, recognize } from './recognize.ts'

/** Pushes a file, and tells row by row what became of it where that is not what was wanted. */
export async function pushFile(options: PushOptions, { io, connect }: Context): Promise<ExitCode> {
  const startedAtMs = io.now()
  const given = await inputFile(options.file, io)
  const screen = new Screen(io, plainText(given.name))
  screen.status(`Reading ${plainText(given.name)}`)
  try {
    const session = await connect()
    const context = { options, io, screen, session, startedAtMs }
    const { file, format } = options.format
      ? { file: given, format: options.format }
      : await recognize(given, options.file, io.stop)
    if (!isExportFormat(format)) return await pushOwn(file, format, context)
    await using rereadable = await spooled(file, io)
    return await pushExport(rereadable, format, { ...context, isOnDisk: given.size !== undefined })
  } finally {
    screen.end()
  }
}
