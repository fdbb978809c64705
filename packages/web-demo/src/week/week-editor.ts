import type { Entry } from 'timesheets-sdk/model'
import { type Content, isSameContent } from '../saving/content.ts'
import type { LineTarget, Refusal } from '../saving/line.ts'
import type { SaveQueue } from '../saving/save-queue.ts'
import type { Texts } from '../texts/en.ts'
import type { AddedProjects } from './added-projects.ts'
import type { PastedCell } from './clipboard.ts'
import { copyWeek } from './copy-week.ts'
import {
  type Cell,
  type CellLine,
  editableLine,
  findCell,
  minutesOf,
  newLine,
  type WeekGrid,
} from './grid-model.ts'
import { type Change, type Edit, type History, noHistory, redo, undo, withChange } from './history.ts'
import { type Judge, judgeContent, readTyped, type TypedText } from './judge-text.ts'

/** What of the week belongs to this page alone, beside entries and queue. */
export interface EditorState {
  readonly addedProjects: readonly string[]
  /** What the last act did, for the status line. */
  readonly notice: string
}

export interface WeekEditorOptions {
  readonly queue: SaveQueue
  /** The week as it is at this moment, with what this editor has just asked for. */
  readonly grid: (addedProjects: readonly string[]) => WeekGrid
  readonly judge: () => Judge
  readonly texts: () => Texts
  readonly addedProjects: AddedProjects
}

/**
 * What a person does to a week: every act is judged, queued, said in a notice and remembered for undo, whether it came by
 * key, paste, dialog or the phone's page. An external store without React.
 */
export class WeekEditor {
  readonly #options: WeekEditorOptions
  readonly #listeners = new Set<() => void>()
  #history: History = noHistory
  #state: EditorState

  constructor(options: WeekEditorOptions) {
    this.#options = options
    this.#state = { addedProjects: options.addedProjects.read(), notice: '' }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The same object until something changes. */
  readonly getState = (): EditorState => this.#state

  get grid(): WeekGrid {
    return this.#options.grid(this.#state.addedProjects)
  }

  /** What a text would mean in a line, without doing it: told while it is typed. */
  read(text: string, line: CellLine): TypedText {
    return readTyped(text, line, this.grid, this.#options.judge())
  }

  /** Stores what was typed into a cell, or keeps it with the reason why it can't be. */
  commit(cell: Cell, text: string): void {
    const line = editableLine(this.#fresh(cell))
    if (!line) return
    const typed = this.read(text, line)
    this.#act((edits) => this.#apply(line, typed, text, edits))
    this.#say('refusal' in typed ? typed.refusal.message : typed.warnings.join(' '))
  }

  /** Stores what a dialog asks of a line. Answers why not, if so; nothing is kept then, as the dialog keeps it. */
  set(line: CellLine, content: Content | null): Refusal | undefined {
    const typed = judgeContent(content, line, this.grid, this.#options.judge())
    if ('refusal' in typed) return typed.refusal
    this.#act((edits) => this.#apply(line, typed, '', edits))
    this.#say(typed.warnings.join(' '))
    return undefined
  }

  /** Empties cells; those that are locked or hold several entries stay. */
  clear(cells: readonly Cell[]): void {
    const filled = cells.filter((cell) => cell.lines.length === 1 && cell.lock === undefined)
    if (filled.length === 0) return
    this.#act((edits) => {
      for (const cell of filled) this.#type(cell, '', edits)
    })
    this.#say(this.#texts.done.cleared(filled.length))
  }

  paste(cells: readonly PastedCell[], outside: number): void {
    const { done } = this.#texts
    const locked = cells.filter(({ cell }) => cell.lock)
    const several = cells.filter(({ cell }) => !cell.lock && cell.lines.length > 1)
    const open = cells.filter(({ cell }) => !cell.lock && cell.lines.length < 2)
    this.#act((edits) => {
      for (const { cell, text } of open) this.#type(cell, text, edits)
    })
    this.#say(
      [
        done.pasted(open.length),
        outside > 0 && done.pastedOutside(outside),
        locked.length > 0 && done.pastedLocked(locked.length),
        several.length > 0 && done.pastedSeveral(several.length),
      ]
        .filter(Boolean)
        .join(' '),
    )
  }

  /** Adds a row, and says so; one that is there already is told. */
  addProject(project: string): void {
    const { done } = this.#texts
    if (this.grid.rows.some((row) => row.project === project)) {
      this.#say(done.rowThere(project))
      return
    }
    this.#act(() => {}, [...this.#state.addedProjects, project])
    this.#say(done.rowAdded(project))
  }

  /** Removes a row with its hours, unless some of them can't be changed. */
  removeProject(project: string): void {
    const { done } = this.#texts
    const row = this.grid.rows.find((one) => one.project === project)
    if (!row) return
    const lines = row.cells.flatMap((cell) => cell.lines)
    const judge = this.#options.judge()
    const isStuck =
      row.cells.some((cell) => cell.lock && cell.lines.length > 0) ||
      (!judge.mayDelete && lines.some((line) => line.base))
    if (isStuck) {
      this.#say(done.rowLocked(project))
      return
    }
    const others = this.#state.addedProjects.filter((added) => added !== project)
    this.#act((edits) => {
      for (const line of lines) this.#apply(line, { content: null, warnings: [] }, '', edits)
    }, others)
    this.#say(done.rowRemoved(project, row.minutes))
  }

  /** Copies the rows of the week before, or rows and hours, as one act. */
  copyFrom(previous: readonly Entry[], withHours: boolean): void {
    const { done } = this.#texts
    const plan = copyWeek(previous, this.grid, withHours)
    if (plan.projects.length === 0 && plan.cells.length === 0) {
      this.#say(
        [done.nothingToCopy, plan.locked > 0 && done.copiedLocked(plan.locked)].filter(Boolean).join(' '),
      )
      return
    }
    let minutes = 0
    let refused = 0
    this.#act(
      (edits) => {
        for (const { date, project, content } of plan.cells) {
          const line = newLine(date, project)
          const typed = judgeContent(content, line, this.grid, this.#options.judge())
          this.#apply(line, typed, String(content.hours), edits)
          if ('refusal' in typed) refused += 1
          else minutes += minutesOf(content)
        }
      },
      [...this.#state.addedProjects, ...plan.projects],
    )
    this.#say(
      [
        done.copied(plan.projects.length, plan.cells.length - refused, minutes),
        plan.kept > 0 && done.copiedKept(plan.kept),
        plan.locked > 0 && done.copiedLocked(plan.locked),
        refused > 0 && done.copiedRefused(refused),
        done.canUndo,
      ]
        .filter(Boolean)
        .join(' '),
    )
  }

  undo(): void {
    this.#turn(undo(this.#history), this.#texts.done.undone)
  }

  redo(): void {
    this.#turn(redo(this.#history), this.#texts.done.redone)
  }

  say(notice: string): void {
    this.#say(notice)
  }

  #turn(turned: { readonly change: Change; readonly history: History } | undefined, notice: string): void {
    if (!turned) {
      this.#say(this.#texts.done.nothingToUndo)
      return
    }
    this.#history = turned.history
    this.#setProjects(turned.change.projectsAfter)
    for (const { target, after, isRefused } of turned.change.edits) {
      const line = this.#found(target)
      if (isRefused) this.#options.queue.discard(line.key)
      else this.#options.queue.want(line, after)
    }
    this.#say(notice)
  }

  // The entry of an edit may be another by now: deleted and made again, or made meanwhile.
  #found(target: LineTarget): LineTarget {
    const cell = findCell(this.grid, target.date, target.project)
    const id = target.base?.id
    const same = cell?.lines.find(
      (line) => line.key === target.key || (id !== undefined && line.base?.id === id),
    )
    if (same) return same
    const only = cell?.lines.length === 1 ? cell.lines[0] : undefined
    return only ?? newLine(target.date, target.project)
  }

  #type(cell: Cell, text: string, edits: Edit[]): void {
    const line = editableLine(this.#fresh(cell))
    if (line) this.#apply(line, this.read(text, line), text, edits)
  }

  #apply(line: CellLine, typed: TypedText, text: string, edits: Edit[]): void {
    const { queue } = this.#options
    if ('refusal' in typed) {
      queue.refuse(line, text, typed.refusal)
      edits.push({ target: line, before: line.content, after: line.content, isRefused: true })
      return
    }
    const isNews = !isSameContent(typed.content, line.content)
    if (!isNews && line.typed === undefined && line.status !== 'refused') return
    if (line.base === undefined && typed.content === null && line.typed !== undefined) {
      queue.discard(line.key)
      return
    }
    queue.want(line, typed.content)
    if (isNews) edits.push({ target: line, before: line.content, after: typed.content })
  }

  /** Runs an act, and remembers it. `projectsAfter`: the projects that are added by hand from then on. */
  #act(act: (edits: Edit[]) => void, projectsAfter = this.#state.addedProjects): void {
    const edits: Edit[] = []
    const projectsBefore = this.#state.addedProjects
    if (projectsAfter !== projectsBefore) this.#setProjects(projectsAfter)
    act(edits)
    if (edits.length === 0 && projectsAfter === projectsBefore) return
    this.#history = withChange(this.#history, { edits, projectsBefore, projectsAfter })
  }

  // A grid that was rendered is older than the acts since.
  #fresh(cell: Cell): Cell {
    return findCell(this.grid, cell.date, cell.project) ?? cell
  }

  get #texts(): Texts {
    return this.#options.texts()
  }

  #setProjects(addedProjects: readonly string[]): void {
    this.#options.addedProjects.write(addedProjects)
    this.#setState({ addedProjects })
  }

  #say(notice: string): void {
    this.#setState({ notice })
  }

  #setState(change: Partial<EditorState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of [...this.#listeners]) listener()
  }
}
