import { projectCode } from '../../model/entry.ts'
import { type LookupShape, readLookup } from '../csv/lookup.ts'
import { ImportError } from '../errors.ts'
import { excerpt } from '../excerpt.ts'
import { titleKey } from '../people/person.ts'
import type { ProjectNaming, ProjectReference } from './naming.ts'

const shape: LookupShape<'code' | 'client' | 'project' | 'task'> = {
  columns: ['code', 'client', 'project', 'task'],
  isEnough: (has) => has('code') && has('project'),
  needed: 'a file of projects has the columns code and project and, optionally, client and task',
  rowFault: 'invalid_project',
}

/**
 * Reads the mapping file of projects: CSV with the columns `code` (here) and `project` (in the tool), and
 * optionally `client` and `task`. An empty client or task stands for any; the row that names more decides.
 * Letter case and spaces are ignored. The tool's own project code is compared like a name.
 *
 * @param otherwise names projects that are not in the file; default: their rows are rejected
 * @throws {ImportError} if it is not such a file, or two rows name the same project differently
 */
export async function readProjects(
  source: AsyncIterable<Uint8Array>,
  otherwise?: ProjectNaming,
): Promise<ProjectNaming> {
  const codes = new Map<string, { readonly code: string; readonly line: number }>()
  for await (const { line, cell } of readLookup(source, shape)) {
    const code = cell('code')
    if (!projectCode.safeParse(code).success || cell('project') === '') {
      const needed = 'code (of at most 64 characters) and project'
      throw new ImportError('invalid_project', `the row needs ${needed}`, line)
    }
    const key = keyOf(cell('client'), cell('project'), cell('task'))
    const known = codes.get(key)
    if (known !== undefined && known.code !== code) {
      const message = `"${excerpt(cell('project'))}" is ${code} here and ${known.code} in line ${known.line}`
      throw new ImportError('invalid_project', message, line)
    }
    codes.set(key, { code, line })
  }
  const mapped = (reference: ProjectReference) =>
    keysOf(reference)
      .map((key) => codes.get(key)?.code)
      .find((code) => code !== undefined)
  return {
    projectOf(reference) {
      const { client, project, code } = reference
      if (project === '' && code === '') return ''
      const known = mapped(reference) ?? otherwise?.projectOf(reference)
      if (known !== undefined) return known
      const of = client === '' ? '' : ` of "${excerpt(client)}"`
      return { message: `the file of projects has no row for "${excerpt(project || code)}"${of}` }
    },
  }
}

/** The keys under which a project can be in the file, the most specific first. */
function keysOf({ client, project, code, task }: ProjectReference): string[] {
  const names = [project, code].filter((name) => name !== '')
  return names.flatMap((name) => [
    keyOf(client, name, task),
    keyOf(client, name, ''),
    keyOf('', name, task),
    keyOf('', name, ''),
  ])
}

function keyOf(client: string, project: string, task: string): string {
  return JSON.stringify([client, project, task].map(titleKey))
}
