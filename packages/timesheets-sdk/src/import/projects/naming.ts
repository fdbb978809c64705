/** The project of a row in the tool's words. Absent parts are `''`. */
export interface ProjectReference {
  readonly client: string
  readonly project: string
  /** The project's code, in a tool that has one. */
  readonly code: string
  readonly task: string
}

/** The project of an entry, `''` for a row without one, or the reason why it is unknown. */
export type ProjectMatch = string | { readonly message: string }

/** Names the project of an entry from the words of the tool. */
export interface ProjectNaming {
  projectOf(reference: ProjectReference): ProjectMatch
}

/** The project's code where it has one, else its name. */
export const namedByTool: ProjectNaming = {
  projectOf: ({ code, project }) => code || project,
}

const placeholder = /\{(\w+)\}/g
const parts = ['client', 'project', 'code', 'task'] as const

/**
 * Names projects by a pattern such as `{client} / {project}`. An empty part is left out with the text before
 * it. A row whose project and code are empty has no project.
 *
 * @throws {RangeError} if the pattern has another placeholder, or neither `{project}` nor `{code}`
 */
export function projectPattern(pattern: string): ProjectNaming {
  const used = [...pattern.matchAll(placeholder)].map(([, name = '']) => name)
  const unknown = used.find((name) => !parts.some((part) => part === name))
  const known = parts.map((part) => `{${part}}`).join(', ')
  if (unknown !== undefined) throw new RangeError(`{${unknown}} is unknown: use ${known}`)
  if (!used.includes('project') && !used.includes('code')) {
    throw new RangeError(`"${pattern}" names no project: use {project} or {code}`)
  }
  // Text and placeholder alternate.
  const pieces = pattern.split(/\{\w+\}/)
  return {
    projectOf(reference) {
      if (reference.project === '' && reference.code === '') return ''
      let name = pieces[0] ?? ''
      let hasPart = false
      used.forEach((part, at) => {
        const text = reference[part as keyof ProjectReference]
        if (text === '') return
        name += `${hasPart ? (pieces[at] ?? '') : ''}${text}`
        hasPart = true
      })
      return `${name}${pieces.at(-1) ?? ''}`.trim()
    },
  }
}
