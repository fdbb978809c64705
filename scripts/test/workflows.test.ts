import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../workspace.ts'

// The parser imports its schema without saying that it is JSON, which only bundlers accept.
const hooks = registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = nextResolve(specifier, context)
    return found.url.endsWith('.json') ? { ...found, importAttributes: { type: 'json' } } : found
  },
})
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
  '@actions/workflow-parser'
)
hooks.deregister()

const patterns = ['.github/workflows/*.yml', 'examples/github-actions/*.yml']
const { stdout } = await promisify(execFile)('git', ['ls-files', '-z', ...patterns], { cwd: root })
const paths = stdout.split('\0').filter(Boolean)

/** The errors of GitHub's own parser, which knows the schema of workflows and their expressions. */
async function errorsIn(content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter())
  if (value) await convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(({ message }) => message)
}

test.each(paths)('GitHub accepts %s', async (path) => {
  expect(await errorsIn(await readFile(join(root, path), 'utf8'))).toEqual([])
})

test('an unknown key, an unknown context and a missing runner are found', async () => {
  expect(await errorsIn('on: push\njobs: { a: { step: [] } }')).not.toEqual([])
  expect(await errorsIn('on: push\njobs: { a: { steps: [{ run: ls }] } }')).not.toEqual([])
  const steps = `[{ run: ls, env: { A: "\${{ unheard.of }}" } }]`
  expect(await errorsIn(`on: push\njobs: { a: { runs-on: x, steps: ${steps} } }`)).not.toEqual([])
})
