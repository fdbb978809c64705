import { parse } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

/**
 * Tells `public/start.js` the files of each sign-in flow, as attributes of its element (`data-pkce`): it lets
 * the browser load those of the flow that a person used before beside the application, not after it.
 *
 * @param entries the modules of the flows, which are loaded on demand. Their names are those of the flows.
 */
export function flowFiles(entries: readonly string[]): Plugin {
  return {
    name: 'flow-files',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {}, chunk: entry }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const known = entry ? withImports(entry, chunks) : []
        const attributes = entries.map((module) => {
          const chunk = chunks.find(
            ({ isEntry, moduleIds }) => !isEntry && moduleIds.some((id) => id.endsWith(module)),
          )
          if (chunk === undefined) throw new Error(`${module} is not a file of its own in this build`)
          const files = [chunk, ...chunk.dynamicImports.flatMap((name) => chunks.filter(named(name)))]
          const needed = new Set(files.flatMap((file) => withImports(file, chunks)))
          const paths = [...needed].filter((name) => !known.includes(name)).map((name) => `/${name}`)
          return `data-${parse(module).name}="${paths.join(' ')}"`
        })
        return html.replace('src="/start.js"', (tag) => [tag, ...attributes].join(' '))
      },
    },
  }
}

const named = (name: string) => (chunk: Rolldown.OutputChunk) => chunk.fileName === name

/** The names of a chunk and of all that it imports statically. */
function withImports(chunk: Rolldown.OutputChunk, chunks: readonly Rolldown.OutputChunk[]): string[] {
  const found = new Set<string>()
  const add = (one: Rolldown.OutputChunk) => {
    if (found.has(one.fileName)) return
    found.add(one.fileName)
    for (const name of one.imports) chunks.filter(named(name)).forEach(add)
  }
  add(chunk)
  return [...found]
}
