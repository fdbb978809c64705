import { datesOfWeek, defaultPolicy, type Entry, type Policy, type Project } from 'timesheets-sdk/model'
import { catalogueOf } from 'timesheets-sdk/rules'
import { describe, expect, it } from 'vitest'
import { type AddedProjects, addedProjectsOf } from '../../../src/features/week/added-projects.ts'
import { layOut } from '../../../src/features/week/clipboard.ts'
import { copyWeek } from '../../../src/features/week/copy-week.ts'
import { buildGrid, findCell } from '../../../src/features/week/grid-model.ts'
import { WeekEditor } from '../../../src/features/week/week-editor.ts'
import { SaveQueue } from '../../../src/saving/save-queue.ts'
import type { EntryWriter } from '../../../src/saving/store-line.ts'
import { en } from '../../../src/texts/en.ts'
import { anEntry } from '../../support/entries.ts'

const dates = datesOfWeek('2026-W48')
const monday = '2026-11-23'

interface Setting {
  readonly entries?: readonly Entry[]
  readonly policy?: Partial<Policy>
  readonly mayDelete?: boolean
  readonly catalogue?: readonly Project[]
  /** Default: those of no other editor. */
  readonly addedProjects?: AddedProjects
  /** Default: the network is away. */
  readonly writer?: Partial<EntryWriter>
}

/** An editor whose queue sends nothing, unless told otherwise: what it is asked for is what counts. */
function edit(setting: Setting = {}) {
  const { entries = [], policy = {}, mayDelete = true, catalogue = [], writer } = setting
  const never = () => new Promise<never>(() => {})
  const queue = new SaveQueue({
    entries: { create: never, update: never, delete: never, get: never, ...writer },
    isOnline: () => writer !== undefined,
    schedule: () => () => {},
  })
  const rules = { ...defaultPolicy, ...policy }
  let stored = entries
  const editor = new WeekEditor({
    queue,
    texts: () => en,
    inWords: ({ message }) => message,
    addedProjects: setting.addedProjects ?? addedProjectsOf(crypto.randomUUID(), '2026-W48'),
    grid: (addedProjects) =>
      buildGrid({
        dates,
        week: { status: 'open', expectedHours: null },
        entries: stored,
        lines: [...queue.getState().lines.values()],
        addedProjects,
        policy: rules,
        nowMs: Date.parse('2026-11-25T12:00:00Z'),
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
  /** The week is read again, with what somebody else has changed. */
  const readAgain = (now: readonly Entry[]) => {
    stored = now
  }
  const line = (project = 'ACME') => cell(project).lines[0]
  return { editor, queue, cell, line, readAgain, notice: () => editor.getState().notice }
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
    expect(notice()).toBe('2026-11-23 would have 25 hours; the maximum is 24')
  })

  it('empties a cell by nothing and by 0, and not without the scope', () => {
    const entry = anEntry()
    const allowed = edit({ entries: [entry] })
    allowed.editor.commit(allowed.cell('ACME'), '0')
    expect(allowed.editor.grid.minutes).toBe(0)
    const forbidden = edit({ entries: [entry], mayDelete: false })
    forbidden.editor.commit(forbidden.cell('ACME'), '')
    expect(forbidden.cell('ACME').lines[0]?.refusal?.code).toBe('may_not_delete')
  })

  it('shows the rows that another tab adds, and takes back only its own', () => {
    const addedProjects = addedProjectsOf('ada', '2026-W48')
    const [one, other] = [edit({ addedProjects }), edit({ addedProjects })]
    const rows = () =>
      [one, other].map(({ editor }) => editor.grid.rows.map(({ project }) => project).join(' '))
    one.editor.addProject('A')
    other.editor.addProject('B')
    expect(rows()).toEqual(['A B', 'A B'])
    one.editor.undo()
    expect(rows()).toEqual(['B', 'B'])
    one.editor.redo()
    other.editor.removeProject('B')
    other.editor.undo()
    expect(rows()).toEqual(['A B', 'A B'])
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
    expect(warned.notice()).toMatch(/ELSE is not in the project catalogue/)

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
    editor.copy(copyWeek(previous, editor.grid, true), 'lastWeek')
    expect(notice()).toBe(
      'Copied 1 row and 5:45 in 2 cells from last week. 1 cell already had hours and kept them. Press Ctrl+Z to undo.',
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
    expect(notice()).toBe('ACME is already here.')
  })

  it('leaves a row whose hours are locked', () => {
    const { editor, notice } = edit({ entries: [anEntry()], policy: { lockedThrough: monday } })
    editor.removeProject('ACME')
    expect(editor.grid.minutes).toBe(120)
    expect(notice()).toBe('ACME has hours that can’t be changed, and stays.')
  })
})

describe('WeekEditor when the week was read again since the person began to change it', () => {
  const before = anEntry({ hours: 2 })
  const theirs = { ...before, hours: 5, version: 2 }

  it('shows the conflict of what is typed, instead of overwriting, and undo takes theirs', () => {
    const { editor, cell, line, readAgain, notice } = edit({ entries: [before] })
    const seen = cell('ACME')
    readAgain([theirs])
    editor.commit(seen, '3')
    expect(line()).toMatchObject({ status: 'conflict', content: { hours: 3 } })
    expect(notice()).toBe('1 cell was changed elsewhere: choose below.')
    editor.undo()
    expect(line()).toMatchObject({ status: undefined, content: { hours: 5 } })
  })

  it('keeps the conflict, in the one place of the cell, whatever is typed before it is decided', () => {
    const { editor, cell, queue, line, readAgain } = edit()
    editor.addProject('ACME')
    const seen = cell('ACME')
    readAgain([theirs])
    editor.commit(seen, '3')
    for (const text of ['4', 'soon', '6']) editor.commit(cell('ACME'), text)
    expect(cell('ACME').lines).toHaveLength(1)
    expect(line()).toMatchObject({ status: 'conflict', content: { hours: 6 } })
    queue.keepMine(line()?.key ?? '')
    expect(line()).toMatchObject({ status: 'waiting', base: theirs, content: { hours: 6 } })
  })

  it('shows the conflict of a dialog, a paste and a deletion', () => {
    const dialog = edit({ entries: [before] })
    const seenLine = dialog.cell('ACME').lines[0]
    dialog.readAgain([theirs])
    if (seenLine) dialog.editor.set(seenLine, { hours: 3, note: '', billable: true })
    expect(dialog.line()?.status).toBe('conflict')

    const pasting = edit({ entries: [before] })
    const { cells } = layOut('3', pasting.editor.grid, { row: 0, column: 1 }, [])
    pasting.readAgain([theirs])
    pasting.editor.paste(cells, 0)
    expect(pasting.line()?.status).toBe('conflict')
    expect(pasting.notice()).toMatch(/^Nothing was pasted. 1 cell was changed elsewhere/)

    const clearing = edit({ entries: [before] })
    const seen = clearing.cell('ACME')
    clearing.readAgain([theirs])
    clearing.editor.clear([seen])
    expect(clearing.line()).toMatchObject({ status: 'conflict', content: null })
  })

  it('shows the conflict of an undo and of a redo', async () => {
    const update: EntryWriter['update'] = async (_, patch) => {
      return { ...before, hours: patch.hours ?? 0, version: 2, warnings: [] }
    }
    const { editor, cell, line, queue, readAgain, notice } = edit({ entries: [before], writer: { update } })
    editor.commit(cell('ACME'), '3')
    await queue.settled(dates)
    readAgain([{ ...before, hours: 7, version: 3 }])
    editor.undo()
    expect(line()).toMatchObject({ status: 'conflict', content: { hours: 2 } })
    expect(notice()).toBe('Undone. 1 cell was changed elsewhere: choose below.')
    editor.redo()
    expect(line()).toMatchObject({ status: undefined, content: { hours: 7 } })
  })

  it('keeps what is typed where the cell has several entries by now', () => {
    const { editor, cell, readAgain } = edit()
    editor.addProject('ACME')
    const seen = cell('ACME')
    readAgain([anEntry(), anEntry()])
    editor.commit(seen, '3')
    expect(cell('ACME').lines.map(({ typed }) => typed)).toEqual([undefined, undefined, '3'])
  })

  it('changes nothing where nothing was changed', () => {
    const { editor, cell, line, readAgain } = edit({ entries: [before] })
    const seen = cell('ACME')
    readAgain([theirs])
    editor.commit(seen, '2:00')
    expect(line()).toMatchObject({ status: undefined, content: { hours: 5 } })
  })
})

describe('WeekEditor tells truthfully', () => {
  const paste = (setting: Setting, text: string) => {
    const edited = edit(setting)
    edited.editor.addProject('ACME')
    const { cells, outside } = layOut(text, edited.editor.grid, { row: 0, column: 1 }, [])
    edited.editor.paste(cells, outside)
    return edited
  }

  it('that a paste was refused, whole or in part', () => {
    expect(paste({}, 'soon\t0:10\t25').notice()).toBe('Nothing was pasted. 3 cells were refused: see below.')
    expect(paste({}, '7:30:00\t0:10').notice()).toBe('Pasted into 1 cell. 1 cell was refused: see below.')
  })

  it('that an empty clipboard was pasted, and changes nothing', () => {
    const { editor, notice } = paste({ entries: [anEntry()] }, '')
    expect(editor.grid.minutes).toBe(120)
    expect(notice()).toBe('The clipboard holds no text: nothing was pasted.')
  })

  it('that a blank left its cell as it was, and a zero emptied one', () => {
    const entries = dates.slice(0, 3).map((date) => anEntry({ date }))
    const { editor, notice } = paste({ entries }, '\t-\t8\t\t-')
    expect(editor.grid.dayMinutes.slice(0, 5)).toEqual([120, 0, 480, 0, 0])
    expect(notice()).toBe('Pasted into 1 cell. Cleared 1 cell. 1 blank value left its cell as it was.')
    editor.undo()
    expect(editor.grid.dayMinutes.slice(0, 5)).toEqual([120, 120, 120, 0, 0])
  })

  it('that a cell with several entries, or a locked one, was not cleared', () => {
    const entries = [anEntry(), anEntry(), anEntry({ date: '2026-11-24' })]
    const several = edit({ entries })
    several.editor.clear([several.cell('ACME')])
    expect(several.notice()).toBe('There are several entries here: press Enter to see them')
    several.editor.clear([several.cell('ACME'), several.cell('ACME', '2026-11-24')])
    expect(several.notice()).toBe('Cleared 1 cell. 1 cell has several entries and stayed as they were.')
    const locked = edit({ entries, policy: { lockedThrough: '2026-11-24' } })
    locked.editor.clear([locked.cell('ACME', '2026-11-24')])
    expect(locked.notice()).toBe('1 cell is locked and stayed as they were.')
  })
})
