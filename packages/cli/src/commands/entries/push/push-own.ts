import { UsageError } from '../../../io/errors.ts'
import type { ExitCode } from '../../../io/exit-codes.ts'
import type { InputFile } from '../../../io/input-file.ts'
import { plainText } from '../../../io/plain-text.ts'
import type { FileFormat } from '../../../io/readers/format.ts'
import { exportFlagsIn } from './options.ts'
import { outlineOf } from './outline.ts'
import { ownSource } from './own-source.ts'
import { announce, type PushContext, start } from './start.ts'

/** Pushes our own CSV, NDJSON or JSON. */
export async function pushOwn(
  file: InputFile,
  format: FileFormat | undefined,
  context: PushContext,
): Promise<ExitCode> {
  const { options, io, screen, session } = context
  const [flag] = exportFlagsIn(options)
  if (flag !== undefined) {
    throw new UsageError(
      `${flag} is for detailed exports of Toggl, Clockify and Harvest: the columns of ${file.name} are those of none; --format says what it is`,
    )
  }
  const outline = await outlineOf(file, format)
  const me = await session.client.me({ signal: io.stop })
  await announce(file, outline, me, context)
  const source = ownSource({
    file,
    format,
    total: outline?.rows,
    ownUserId: me.userId,
    warn: (message) => void screen.note(plainText(message)).catch(() => {}),
  })
  return start(source, file, { me, hasPlace: file.size !== undefined, flagsForReport: '' }, context)
}
