import { type Plugin, parseAst } from 'vite'

/**
 * Fails the build when a chunk awaits during its evaluation. A chunk that does so, for a dynamically loaded
 * chunk that imports from it, never finishes: each waits for the other, and the page stays blank without an
 * error.
 */
export function noTopLevelAwait(): Plugin {
  return {
    name: 'no-top-level-await',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !awaitsAtTopLevel(file.code)) continue
        this.error(
          `${file.fileName} awaits at top level, which can make it and a chunk that it loads wait for each other: ` +
            'move the await into a function',
        )
      }
    },
  }
}

/** Whether evaluating a module with this source waits for a promise. */
export function awaitsAtTopLevel(source: string): boolean {
  return isAwaiting(parseAst(source, { sourceType: 'module' }))
}

// A function's body runs when it is called, which evaluation may not wait for without an await of its own.
const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

function isAwaiting(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if (Array.isArray(node)) return node.some(isAwaiting)
  const { type, await: isForAwait } = node as { type?: string; await?: boolean }
  if (type === 'AwaitExpression' || (type === 'ForOfStatement' && isForAwait)) return true
  if (type !== undefined && functions.has(type)) return false
  return Object.values(node).some(isAwaiting)
}
