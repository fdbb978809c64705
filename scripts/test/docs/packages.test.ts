import { execFile } from 'node:child_process'
import { access, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { root } from '../../workspace.ts'

const { stdout } = await promisify(execFile)('git', ['ls-files', '-z', '*.md', '*package.json'], {
  cwd: root,
})
const paths = stdout.split('\0').filter(Boolean)
const read = (path: string) => readFile(join(root, path), 'utf8')

describe('every package says what it is and where it comes from', () => {
  const url = 'git+https://github.com/abc-inc/timesheets.git'

  test.each(paths.filter((path) => path.endsWith('package.json')))('%s', async (path) => {
    const directory = dirname(path)
    const repository = { type: 'git', url, ...(directory !== '.' && { directory }) }
    expect(JSON.parse(await read(path))).toMatchObject({
      description: expect.stringMatching(/\w{3}/),
      keywords: expect.arrayContaining([expect.any(String)]),
      homepage: expect.stringContaining('https://github.com/abc-inc/timesheets'),
      bugs: 'https://github.com/abc-inc/timesheets/issues',
      repository,
    })
    if (directory.startsWith('packages/')) await access(join(root, directory, 'README.md'))
  })
})

test('every link between documents leads to a file, and to a heading of it', async () => {
  const broken: string[] = []
  for (const path of paths.filter((name) => name.endsWith('.md'))) {
    for (const [, link = ''] of (await read(path)).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(link)) continue
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? path : join(dirname(path), file)
      const isThere = await access(join(root, target)).then(
        () => true,
        () => false,
      )
      if (!isThere || (anchor && !anchorsOf(await read(target)).includes(anchor)))
        broken.push(`${path}: ${link}`)
    }
  }
  expect(broken).toEqual([])
})

/** The anchors of headings as GitHub makes them. */
function anchorsOf(markdown: string): string[] {
  return Array.from(markdown.matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )
}

test('the files that the architecture page names exist', async () => {
  const names = (await read('docs/architecture.md')).matchAll(/`(packages\/[\w./-]+\.ts)`/g)
  const missing: string[] = []
  for (const [, path = ''] of names) await access(join(root, path)).catch(() => missing.push(path))
  expect(missing).toEqual([])
})
