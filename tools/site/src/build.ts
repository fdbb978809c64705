// Builds the documentation site: node -C @timesheets/source tools/site/src/build.ts <folder>
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { Application, type ProjectReflection } from 'typedoc'
import { writeApiReference } from './api-reference.ts'
import { writeGuides, writeIndex } from './guides.ts'
import { root } from './root.ts'

const sdk = join(root, 'packages/timesheets-sdk')

/** Builds the site into `folder`. @throws {Error} when a page or a source cannot be read */
export async function buildSite(folder: string): Promise<void> {
  const pages = await mkdtemp(join(tmpdir(), 'timesheets-site-'))
  try {
    const documents = [...(await writeGuides(pages)), ...(await writeApiReference(pages))]
    const entryPoints = await sdkEntryPoints()
    const app = await Application.bootstrap({
      name: 'Timesheets',
      entryPoints: [...entryPoints.values()],
      tsconfig: join(import.meta.dirname, '../tsconfig.json'),
      // The type check of the tests has found them already.
      skipErrorChecking: true,
      readme: await writeIndex(pages),
      projectDocuments: documents,
      navigation: { includeGroups: true, excludeReferences: true },
      groupOrder: ['Start', 'Guides', 'HTTP API', 'Operations', 'Examples', 'More', 'SDK', '*'],
      sort: ['documents-first', 'source-order'],
      sortEntryPoints: false,
      favicon: join(root, 'packages/web-demo/public/icon.svg'),
      customCss: join(import.meta.dirname, 'site.css'),
      searchInDocuments: true,
      searchInComments: true,
      excludeInternal: true,
      excludePrivate: true,
      disableGit: true,
      basePath: root,
      sourceLinkTemplate: 'https://github.com/abc-inc/timesheets/blob/main/{path}#L{line}',
      highlightLanguages: [
        'typescript',
        'javascript',
        'json',
        'bash',
        'http',
        'csv',
        'sql',
        'yaml',
        'html',
        'text',
      ],
      includeHierarchySummary: false,
      visibilityFilters: {},
      locales: { en: { kind_plural_module: 'SDK' } },
      logLevel: 'Error',
    })
    const project = await app.convert()
    if (!project) throw new Error('the SDK could not be read: run "tsc" to see why')
    nameModules(project, entryPoints)
    await app.generateDocs(project, folder)
    if (app.logger.hasErrors()) throw new Error('the documentation has errors, see above')
  } finally {
    await rm(pages, { recursive: true, force: true })
  }
}

/** The sources of the SDK's entry points, by their import names. */
async function sdkEntryPoints(): Promise<Map<string, string>> {
  const { exports } = JSON.parse(await readFile(join(sdk, 'package.json'), 'utf8'))
  const found = Object.entries<{ '@timesheets/source'?: string }>(exports).flatMap(([name, conditions]) => {
    const source = conditions['@timesheets/source']
    return source === undefined ? [] : [[name.replace('.', 'timesheets-sdk'), join(sdk, source)] as const]
  })
  return new Map(found)
}

/** A module is shown by the name that it is imported by. */
function nameModules(project: ProjectReflection, entryPoints: ReadonlyMap<string, string>): void {
  const names = new Map([...entryPoints].map(([name, path]) => [path, name]))
  for (const module of project.children ?? []) {
    const path = module.sources?.[0]?.fullFileName ?? ''
    module.name = names.get(path) ?? module.name
  }
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  if (!folder) throw new Error('name the folder for the site')
  await buildSite(folder)
}
