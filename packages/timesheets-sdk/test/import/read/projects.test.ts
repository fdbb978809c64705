import { describe, expect, it } from 'vitest'
import { projectPattern, readProjects } from '../../../src/import/index.ts'
import { chunks } from '../support/bytes.ts'
import { entriesOf, harvest, rejectionsOf, rowsOf, toggl } from '../support/exports.ts'

describe('a project', () => {
  const projectsOf = async (pattern: string, ...rows: Parameters<typeof harvest>) =>
    (await entriesOf(harvest(...rows), { projects: projectPattern(pattern) })).map(({ project }) => project)

  it('is named by a pattern, from whose empty parts nothing is left', async () => {
    expect(await projectsOf('{client} / {project}', { Client: 'ACME', Notes: 'a' }, { Client: '' })).toEqual([
      'ACME / Relaunch',
      'Relaunch',
    ])
    expect(await projectsOf('{code} ({task})', {})).toEqual(['ACME-42 (Design)'])
    expect(
      await rejectionsOf(toggl({ Project: '' }), { projects: projectPattern('{client}/{project}') }),
    ).toEqual(['2 Project missing_field'])
  })

  it.each([
    ['{customer}', /\{customer\} is unknown: use \{client\}/],
    ['{client}', /names no project/],
  ])('is not named by %s', (pattern, message) => expect(() => projectPattern(pattern)).toThrow(message))

  it('is found in a file of projects, by client and task where they are there', async () => {
    const file = await readProjects(
      chunks(
        'code;client;project;task\nR-1;ACME;Relaunch;\nR-2;ACME;relaunch;Design\nR-3;;Relaunch;\nC-7;;ACME-43;\n',
      ),
    )
    const rows = await rowsOf(
      harvest(
        { Client: 'ACME', Task: 'Build' },
        { Client: 'acme' },
        { Client: 'Other' },
        { Project: 'X', 'Project Code': 'ACME-43' },
        { Project: 'Y', 'Project Code': '' },
      ),
      { projects: file },
    )
    expect(rows.map((row) => ('entry' in row ? row.entry.project : row.violations))).toEqual([
      'R-1',
      'R-2',
      'R-3',
      'C-7',
      [
        {
          code: 'unknown_project',
          path: '/project',
          column: 'Project',
          message: 'the file of projects has no row for "Y" of "ACME GmbH"',
        },
      ],
    ])
  })

  it('may be two in a file of projects that contradicts itself, which is rejected', async () => {
    await expect(readProjects(chunks('code,project\nA,Relaunch\nB,relaunch\n'))).rejects.toMatchObject({
      code: 'invalid_project',
      line: 3,
      message: '"relaunch" is B here and A in line 2',
    })
    await expect(readProjects(chunks('project\nA\n'))).rejects.toMatchObject({ code: 'missing_column' })
    await expect(readProjects(chunks('code,project,Project\nA,X,Y\n'))).rejects.toMatchObject({
      code: 'duplicate_column',
      line: 1,
    })
    await expect(readProjects(chunks('code,client,project\nA,X, Inc,Y\n'))).rejects.toMatchObject({
      message: expect.stringMatching(/^the row has 4 cells where the first line names 3 columns: put a text/),
    })
  })

  it('has the same name in the API, whatever its project is called there', async () => {
    const [plain] = await entriesOf(harvest({}))
    const [named] = await entriesOf(harvest({}), { projects: projectPattern('{client}: {project}') })
    expect(named?.project).toBe('ACME GmbH: Relaunch')
    expect(named?.externalId).toBe(plain?.externalId)
  })
})
