import leven from 'leven'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import type { WrittenEntry } from 'timesheets-sdk/contract'
import type { Project } from 'timesheets-sdk/model'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context } from '../context.ts'

const maximumSuggestions = 3

/**
 * The projects that were most likely meant by a code, the likeliest first: those a few slips away, or whose
 * name has the word.
 */
export function projectsLike(code: string, projects: readonly Project[]): Project[] {
  const typed = code.toLowerCase()
  const slips = Math.max(1, Math.floor(code.length / 4))
  return projects
    .map((project) => ({ project, distance: leven(typed, project.code.toLowerCase()) }))
    .filter(
      ({ project, distance }) =>
        distance <= slips || `${project.code} ${project.name}`.toLowerCase().includes(typed),
    )
    .sort((a, b) => a.distance - b.distance)
    .slice(0, maximumSuggestions)
    .map(({ project }) => project)
}

/** Writes an entry; where the catalogue does not have its project, says which may have been meant. */
export async function withSuggestions<T extends WrittenEntry>(
  code: string | undefined,
  client: TimesheetsClient,
  { io: { stderr, stop } }: Pick<Context, 'io'>,
  write: () => Promise<T>,
): Promise<T> {
  const suggest = async () => {
    if (code === undefined) return
    const projects: Project[] = []
    for await (const project of client.projects.list({}, { signal: stop })) projects.push(project)
    const meant = projectsLike(code, projects).map((project) => `${project.code} (${project.name})`)
    if (meant.length > 0) await stderr.write(`Did you mean ${plainText(meant.join(', or '))}?\n`)
  }
  try {
    const written = await write()
    if (written.warnings?.some((warning) => warning.code === 'project_unlisted')) await suggest()
    return written
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'project_unlisted') await suggest()
    throw error
  }
}
