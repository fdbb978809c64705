import { platformTable } from './platform-table.ts'
import { transitionTable } from './transition-table.ts'

/** The generated parts of the documentation, each with its document and the name of its markers. */
export async function generatedParts() {
  const documentOf = (name: string) => new URL(`../../docs/${name}`, import.meta.url)
  return [
    { document: documentOf('weeks.md'), name: 'transitions', part: transitionTable() },
    { document: documentOf('platforms.md'), name: 'platforms', part: await platformTable() },
  ]
}

/**
 * The text of a document with a generated part put between its markers, `<!-- name -->` and `<!-- /name -->`.
 * @throws {RangeError} when the document has no such markers
 */
export function withGenerated(document: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`]
  const from = document.indexOf(begin)
  const to = document.indexOf(end)
  if (from < 0 || to < from) throw new RangeError(`the document has no place for ${name}`)
  return `${document.slice(0, from + begin.length)}\n${part}\n\n${document.slice(to)}`
}
