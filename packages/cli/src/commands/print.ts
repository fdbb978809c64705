import type { Paged } from 'timesheets-sdk/client'
import type { Io } from '../io/io.ts'
import { WriteError } from '../io/outcome/errors.ts'
import { type Column, Table } from '../io/terminal/table.ts'

/** A command's change, as text for people and JSON for programs. */
export interface Change {
  /** A line. */
  readonly text: string
  /** The object of `--json`. */
  readonly value: object
}

/**
 * Prints what was changed, as a line or as JSON.
 *
 * @throws {WriteError} when that could not be written; it says that the change was made, as doing it again
 *   may do it twice
 */
export async function printChange(
  { text, value }: Change,
  json: boolean,
  { stdout }: Pick<Io, 'stdout'>,
): Promise<void> {
  try {
    await stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`)
  } catch (error) {
    if (!(error instanceof WriteError)) throw error
    throw new WriteError(error.reason, 'The change was made all the same: do not run the command again.')
  }
}

/**
 * Writes a secret that the API returned only once.
 *
 * @param lost what to say if it was not written
 * @throws {WriteError} when it was not written, also to a pipe whose reader has gone
 */
export async function writeSecret(text: string, lost: string, { stdout }: Pick<Io, 'stdout'>): Promise<void> {
  try {
    await stdout.write(text)
  } catch (error) {
    const reason = error instanceof WriteError ? error.reason : 'could not write: nobody reads the output'
    throw new WriteError(reason, lost)
  }
}

/** How a list is shown as a table. */
export interface ListView<Item> {
  readonly columns: readonly Column[]
  cellsOf(item: Item): string[]
  /** One and many of them, for the line below the table. */
  readonly nouns: readonly [one: string, many: string]
}

/** Prints a list page by page, as it comes: as a table, or as NDJSON. Gives how many there were. */
export async function printList<Item>(
  list: Paged<Item, { readonly data: readonly Item[] }>,
  { columns, cellsOf, nouns: [one, many] }: ListView<Item>,
  json: boolean,
  { stdout, stderr }: Pick<Io, 'stdout' | 'stderr'>,
): Promise<number> {
  const table = new Table(columns, stdout.isTerminal ? stdout.columns : Number.POSITIVE_INFINITY)
  let count = 0
  for await (const { data } of list.pages()) {
    if (json) await stdout.write(data.map((item) => `${JSON.stringify(item)}\n`).join(''))
    else if (data.length > 0) {
      const rows = data.map(cellsOf)
      table.fit(rows)
      const header = count === 0 ? [table.header()] : []
      await stdout.write(`${[...header, ...table.lines(rows)].join('\n')}\n`)
    }
    count += data.length
  }
  if (stdout.isTerminal && !json)
    await stderr.write(`${count === 0 ? 'No' : count} ${count === 1 ? one : many}\n`)
  return count
}
