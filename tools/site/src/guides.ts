import { execFile } from 'node:child_process'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { root } from './root.ts'

const repository = 'https://github.com/abc-inc/timesheets/blob/main'

/** The pages in the order of the navigation, and the heading above each. Other pages follow under "More". */
const order: Readonly<Record<string, readonly string[]>> = {
  Start: [
    'packages/timesheets-sdk/README.md',
    'packages/cli/README.md',
    'examples/README.md',
    'docs/glossary.md',
  ],
  Guides: [
    'docs/weeks.md',
    'docs/people.md',
    'docs/reports.md',
    'docs/calendar.md',
    'docs/webhooks.md',
    'docs/import/README.md',
    'docs/cli.md',
    'docs/facts.md',
    'docs/platforms.md',
  ],
  Operations: ['docs/operations.md', 'docs/auth0.md', 'docs/performance.md', 'docs/stability.md'],
}

/** The paths of the guides: the pages of `order`, and all others of `docs/`. */
async function guidePaths(): Promise<(readonly [path: string, group: string])[]> {
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '-z', 'docs/*.md', 'examples/*/README.md'],
    {
      cwd: root,
    },
  )
  const named = Object.entries(order).flatMap(([group, paths]) => paths.map((path) => [path, group] as const))
  const known = new Set(named.map(([path]) => path))
  const others = stdout.split('\0').filter((path) => path !== '' && !known.has(path))
  const groupOf = (path: string) => (path.startsWith('examples/') ? 'Examples' : 'More')
  return [...named, ...others.map((path) => [path, groupOf(path)] as const)]
}

/**
 * Copies the guides into `folder`, with the title and group that the navigation shows, and returns the paths
 * of the copies. Links to files that are not on the site lead to the repository.
 */
export async function writeGuides(folder: string): Promise<string[]> {
  const guides = await guidePaths()
  const onSite = new Set(guides.map(([path]) => path))
  return Promise.all(
    guides.map(async ([path, group]) => {
      const text = await readFile(join(root, path), 'utf8')
      const [, title = path] = /^# (.*)$/m.exec(text) ?? []
      return writePage(join(folder, path), { title, group }, withLinks(text, path, onSite))
    }),
  )
}

/** The first page of the site: the project's README, with links into the site. Returns its path. */
export async function writeIndex(folder: string): Promise<string> {
  const onSite = new Set((await guidePaths()).map(([path]) => path))
  const text = await readFile(join(root, 'README.md'), 'utf8')
  // Pictures stand beside the copy of the page.
  const pictures = text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)
  for (const [, picture = ''] of pictures) {
    await mkdir(dirname(join(folder, picture)), { recursive: true })
    await copyFile(join(root, picture), join(folder, picture))
  }
  const path = join(folder, 'README.md')
  // TypeDoc puts the name of the project above it.
  await writeFile(path, plainBlocks(withLinks(text, 'README.md', onSite).replace(/^# .*\n/, '')))
  return path
}

/** Writes a page with the front matter that TypeDoc reads. */
export async function writePage(
  path: string,
  { title, group }: { readonly title: string; readonly group: string },
  body: string,
): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `---\ntitle: ${JSON.stringify(title)}\ngroup: ${group}\n---\n${plainBlocks(body)}`)
  return path
}

/** Names the language of blocks without one: TypeDoc takes them for TypeScript. */
function plainBlocks(text: string): string {
  let isInBlock = false
  return text.replaceAll(/^```.*$/gm, (fence) => {
    isInBlock = !isInBlock
    return isInBlock && fence === '```' ? '```text' : fence
  })
}

/** The text of a page with its links to files outside the site as links to the repository. */
export function withLinks(text: string, path: string, onSite: ReadonlySet<string>): string {
  return text.replaceAll(/\]\(([^)\s]+)\)/g, (whole, link: string) => {
    const [file = '', anchor] = link.split('#')
    if (/^[a-z]+:/.test(link) || file === '') return whole
    const target = relative(root, join(root, dirname(path), file))
    if (onSite.has(target) || /\.(?:png|svg)$/.test(target)) return whole
    return `](${repository}/${target}${anchor === undefined ? '' : `#${anchor}`})`
  })
}
