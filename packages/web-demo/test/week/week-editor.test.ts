import { datesOfWeek, defaultPolicy, type Entry, type Policy, type Project } from 'timesheets-sdk/model'
import { describe, expect, it } from 'vitest'
import { catalogueOf } from '../../src/api/projects-query.ts'
import { SaveQueue } from '../../src/saving/save-queue.ts'
import { en } from '../../src/texts/en.ts'
import { layOut } from '../../src/week/clipboard.ts'
import { buildGrid, findCell } from '../../src/week/grid-model.ts'
import { WeekEditor } from '../../src/week/week-editor.ts'
import { anEntry } from '../support/entries.ts'

const dates = datesOfWeek('2026-W48')
const monday = '2026-11-23'

interface Setting {
  readonly entries?: readonly Entry[]
  readonly policy?: Partial<Policy>
  readonly mayDelete?: boolean
  readonly catalogue?: readonly Project[]
}

/** An editor whose queue sends nothing: what it is asked for is what counts. */
function edit({ entries = [], policy = {}, mayDelete = true, catalogue = [] }: Setting = {}) {
  const never = () => new Promise<never>(() => {})
  const queue = new SaveQueue({
    entries: { create: never, update: never, delete: never, get: never },
    isOnline: () => false,
    schedule: () => () => {},
  })
  const rules = { ...defaultPolicy, ...policy }
  let projects: readonly string[] = []
  const editor = new WeekEditor({
    queue,
    texts: () => en,
    addedProjects: {
      read: () => projects,
      write: (written) => {
        projects = written
      },
    },
    grid: (addedProjects) =>
      buildGrid({
        dates,
        week: { status: 'open', expectedHours: null },
        entries,
        lines: [...queue.getState().lines.values()],
        addedProjects,
        policy: rules,
      }),
    judge: () => ({
      policy: rules,
      catalogue: catalogueOf(catalogue),
      nowMs: Date.parse('2026-11-25T12:00:00Z'),
      mayDelete,
      unreadable: en.cell.unreadable,
      deletingNeedsScope: en.cell.deletingNeedsScope,
    }),
  })
  const cell = (project: string, date = monday) => {
    const found = findCell(editor.grid, date, project)
    if (!found) throw new Error(`there is no ${project} on ${date}`)
    return found
  }
  return { editor, queue, cell, notice: () => editor.getState().notice }
}

describe('WeekEditor', () => {
  it.each([
    ['7.5', 450],
    ['7,5', 450],
    ['7:30', 450],
    ['7h30', 450],
    ['90m', 90],
    ['8', 480],
  ])('reads %s', (text, minutes) => {
    const { editor, cell } = edit()
    editor.addProject('ACME')
    editor.commit(cell('ACME'), text)
    expect(cell('ACME').minutes).toBe(minutes)
  })

  it('judges by all that the day has, what is on its way included', () => {
    const { editor, cell, notice } = edit()
    editor.addProject('A')
    editor.addProject('B')
    editor.commit(cell('A'), '20')
    editor.commit(cell('B'), '5')
    expect(cell('B').lines[0]).toMatchObject({ status: 'refused', typed: '5' })
    expect(notice()).toBe('2026-11-23 would have 25 hours; 24 is the most')
  })

  it('empties a cell by nothing and by 0, and not without the scope', () => {
    const entry = anEntry()
    const allowed = edit({ entries: [entry] })
    allowed.editor.commit(allowed.cell('ACME'), '0')
    expect(allowed.editor.grid.minutes).toBe(0)
    const forbidden = edit({ entries: [entry], mayDelete: false })
    forbidden.editor.commit(forbidden.cell('ACME'), '')
    expect(forbidden.cell('ACME').lines[0]?.refusal?.code).toBe('insufficient_scope')
  })

  it('judges by the catalogue of projects, and takes from it whether an entry is billable', () => {
    const inHouse: Project = {
      code: 'IN-HOUSE',
      name: 'In house',
      billable: false,
      activeTo: '2026-11-24',
      updatedAt: '2026-01-01T00:00:00.000Z',
    }
    const warned = edit({ catalogue: [inHouse] })
    warned.editor.addProject('IN-HOUSE')
    warned.editor.addProject('ELSE')
    warned.editor.commit(warned.cell('IN-HOUSE'), '2')
    expect(warned.cell('IN-HOUSE').lines[0]?.content?.billable).toBe(false)
    expect(warned.notice()).toBe('')
    warned.editor.commit(warned.cell('IN-HOUSE', '2026-11-25'), '2')
    expect(warned.notice()).toMatch(/ended on 2026-11-24/)
    warned.editor.commit(warned.cell('ELSE'), '2')
    expect(warned.notice()).toMatch(/ELSE is not in the catalogue/)

    const refused = edit({ catalogue: [inHouse], policy: { unlistedProjects: 'refuse' } })
    refused.editor.addProject('ELSE')
    refused.editor.commit(refused.cell('ELSE'), '2')
    expect(refused.cell('ELSE').lines[0]?.refusal?.code).toBe('project_unlisted')
  })

  it('keeps note and billable when hours are typed', () => {
    const { editor, cell } = edit({ entries: [anEntry({ note: 'kept', billable: false })] })
    editor.commit(cell('ACME'), '5')
    expect(cell('ACME').lines[0]?.content).toEqual({ hours: 5, note: 'kept', billable: false })
  })

  it('undoes and does again what was typed, pasted, and removed', () => {
    const { editor, cell } = edit({ entries: [anEntry({ hours: 2 })] })
    editor.commit(cell('ACME'), '5')
    const { cells } = layOut('1\t2\t3', editor.grid, { row: 0, column: 2 }, [])
    editor.paste(cells, 0)
    editor.removeProject('ACME')
    expect(editor.grid.rows).toEqual([])
    editor.undo()
    expect(editor.grid.dayMinutes.slice(0, 4)).toEqual([300, 60, 120, 180])
    editor.undo()
    expect(editor.grid.dayMinutes.slice(0, 4)).toEqual([300, 0, 0, 0])
    editor.undo()
    expect(editor.grid.minutes).toBe(120)
    editor.redo()
    expect(editor.grid.minutes).toBe(300)
  })

  it('takes back what was refused, too', () => {
    const { editor, cell } = edit()
    editor.addProject('A')
    editor.commit(cell('A'), '0:10')
    expect(cell('A').lines).toHaveLength(1)
    editor.undo()
    expect(cell('A').lines).toEqual([])
  })

  it('tells a paste cell by cell: locked, several entries, outside', () => {
    const { editor, notice } = edit({
      entries: [anEntry({ date: '2026-11-25' }), anEntry({ date: '2026-11-25' })],
      policy: { lockedThrough: monday },
    })
    const { cells, outside } = layOut('1\t2\t3\n4', editor.grid, { row: 0, column: 1 }, [])
    editor.paste(cells, outside)
    expect(notice()).toBe(
      'Pasted into 1 cell. 1 value did not fit into the grid. 1 cell is locked and stayed as they were. 1 cell has several entries and stayed as they were.',
    )
    expect(editor.grid.dayMinutes.slice(0, 3)).toEqual([0, 120, 240])
  })

  it('copies last week without overwriting, and says what it did', () => {
    const previous = [
      anEntry({ date: '2026-11-16', hours: 1 }),
      anEntry({ date: '2026-11-17', hours: 1.25, note: 'not copied' }),
      anEntry({ date: '2026-11-17', hours: 0.5 }),
      anEntry({ date: '2026-11-18', project: 'B', hours: 4 }),
    ]
    const { editor, cell, notice } = edit({ entries: [anEntry({ hours: 7 })] })
    editor.copyFrom(previous, true)
    expect(notice()).toBe(
      'Copied 1 row and 5:45 in 2 cells from last week. 1 cell had hours already and kept them. Ctrl+Z takes it back.',
    )
    expect(editor.grid.dayMinutes.slice(0, 3)).toEqual([420, 105, 240])
    expect(cell('ACME', '2026-11-24').lines[0]?.content?.note).toBe('')
    editor.undo()
    expect(editor.grid.minutes).toBe(420)
    expect(editor.grid.rows).toHaveLength(1)
  })

  it('goes to a project that is there already, instead of adding it twice', () => {
    const { editor, notice } = edit({ entries: [anEntry()] })
    editor.addProject('ACME')
    expect(editor.grid.rows).toHaveLength(1)
    expect(notice()).toBe('ACME is here already.')
  })

  it('leaves a row whose hours are locked', () => {
    const { editor, notice } = edit({ entries: [anEntry()], policy: { lockedThrough: monday } })
    editor.removeProject('ACME')
    expect(editor.grid.minutes).toBe(120)
    expect(notice()).toBe('ACME has hours that can’t be changed, and stays.')
  })
})
