import { type Content, minutesOf } from '../../saving/content.ts'
import { isFurtherLine, type Refusal } from '../../saving/line.ts'
import type { SaveQueue } from '../../saving/save-queue.ts'
import { createStore, type Store } from '../../store.ts'
import type { Texts } from '../../texts/en.ts'
import type { Said } from '../../texts/said.ts'
import {
  type AddedProjects,
  changeProjects,
  noProjectsChange,
  type ProjectsChange,
} from './added-projects.ts'
import { applyTyped, type EditPlace, type EditResult, repeatEdit } from './apply-edit.ts'
import type { PastedCell } from './clipboard.ts'
import type { CopyPlan, CopySource } from './copy-week.ts'
import {
  type CellResult,
  clearedNotice,
  contestedCells,
  copiedNotice,
  filledNotice,
  nothingCopiedNotice,
  pastedNotice,
  sentences,
  sorted,
} from './editor-notices.ts'
import type { FilledCell } from './fill-cells.ts'
import {
  type Cell,
  type CellLine,
  currentLine,
  editableLine,
  findCell,
  type GridRow,
  newLine,
  type WeekGrid,
} from './grid-model.ts'
import { type Judge, judgeContent, readTyped, type TypedText } from './judge-text.ts'
import { type Change, type Edit, type History, noHistory, redo, undo, withChange } from './undo-history.ts'

/** The state of the week that is in neither the entries nor the queue. */
export interface EditorState {
  readonly addedProjects: readonly string[]
  /** The result of the last action, for the status line. */
  readonly notice: string
}

export interface WeekEditorOptions {
  readonly queue: SaveQueue
  /** The week as it is at this moment, with what this editor has just asked for. */
  readonly grid: (addedProjects: readonly string[]) => WeekGrid
  readonly judge: () => Judge
  readonly texts: () => Texts
  /** A message of the rules in the person's language. */
  readonly inWords: (said: Said) => string
  readonly addedProjects: AddedProjects
}

/**
 * Edits a week. Every action, by key, paste, dialog or phone, is judged, queued, reported in a notice and
 * kept for undo. An external store without React.
 */
export class WeekEditor {
  readonly #options: WeekEditorOptions
  readonly #store: Store<EditorState>
  #history: History = noHistory

  constructor(options: WeekEditorOptions) {
    this.#options = options
    const { addedProjects } = options
    this.#store = createStore<EditorState>({ addedProjects: addedProjects.getState(), notice: '' })
    // This editor or another tab has changed them.
    addedProjects.subscribe(() => this.#setState({ addedProjects: addedProjects.getState() }))
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener)

  readonly getState = (): EditorState => this.#store.getState()

  get #state(): EditorState {
    return this.#store.getState()
  }

  get grid(): WeekGrid {
    return this.#options.grid(this.#state.addedProjects)
  }

  /** The meaning of a text in a line, shown during typing. Changes nothing. */
  read(text: string, seen: CellLine): TypedText {
    const { grid } = this
    const now = findCell(grid, seen.date, seen.project)
    const isCrowded = now !== undefined && now.lines.length > 1 && !isFurtherLine(seen)
    if (isCrowded && !currentLine(grid, seen)) {
      return { refusal: { code: 'several_entries', message: this.#texts.cell.several } }
    }
    return readTyped(text, seen, grid, this.#options.judge())
  }

  /**
   * Stores the typed text, or keeps it in the cell with the reason why it cannot be stored. `seen` is the
   * cell as it was when typing began.
   */
  commit(seen: Cell, text: string): void {
    const line = editableLine(seen)
    if (!line) return
    const typed = this.read(text, line)
    const results = this.#act((edits) => [this.#apply(line, typed, text, edits)])
    const { inWords } = this.#options
    if ('refusal' in typed) this.#say(inWords(typed.refusal))
    else this.#say(sentences(contestedCells(results, this.#texts.done), ...typed.warnings.map(inWords)))
  }

  /**
   * Stores the content from a dialog. `seen` is the line as it was when the dialog opened. Returns the reason
   * for a refusal; the dialog then keeps the text.
   */
  set(seen: CellLine, content: Content | null): Refusal | undefined {
    const typed = judgeContent(content, seen, this.grid, this.#options.judge())
    if ('refusal' in typed) return typed.refusal
    const results = this.#act((edits) => [this.#apply(seen, typed, '', edits)])
    this.#say(
      sentences(contestedCells(results, this.#texts.done), ...typed.warnings.map(this.#options.inWords)),
    )
    return undefined
  }

  /** Empties cells, except locked ones and those with several entries. */
  clear(seen: readonly Cell[]): void {
    const { cell: cellTexts, done } = this.#texts
    const filled = seen.filter((cell) => cell.lines.length > 0)
    const { open, locked, several } = sorted(filled)
    if (filled.length === 0) return
    if (filled.length === 1 && several === 1) {
      this.#say(cellTexts.several)
      return
    }
    const results = this.#act((edits) => open.map((cell) => this.#type(cell, '', edits)))
    this.#say(clearedNotice({ results, locked, several }, done))
  }

  /** Pastes a block of values as one action. A blank leaves its cell unchanged; a zero empties it. */
  paste(pasted: readonly PastedCell[], outside: number): void {
    const { done } = this.#texts
    const textOf = new Map(pasted.map(({ cell, text }) => [cell, text]))
    const isBlank = (cell: Cell) => textOf.get(cell) === ''
    const { open, locked, several } = sorted([...textOf.keys()].filter((cell) => !isBlank(cell)))
    const blank = [...textOf.keys()].filter((cell) => isBlank(cell) && cell.lines.length > 0)
    const emptied = (cell: Cell) => this.#fresh(cell).lines.length === 0
    const results = this.#act((edits) =>
      open.map((cell): CellResult => {
        const result = this.#type(cell, textOf.get(cell) ?? '', edits)
        if (result !== 'stored' && result !== 'same') return result
        if (!emptied(cell)) return result
        return cell.lines.length > 0 ? 'emptied' : 'nothing'
      }),
    )
    if (pasted.length === 0 && outside === 0) {
      this.#say(done.clipboardEmpty)
      return
    }
    this.#say(pastedNotice({ results, locked, several, outside, blank: blank.length }, done))
  }

  /** Adds a row, or says that it already exists. */
  addProject(project: string): void {
    const { done } = this.#texts
    if (this.grid.rows.some((row) => row.project === project)) {
      this.#say(done.rowThere(project))
      return
    }
    this.#act(() => [], { added: [project], removed: [] })
    this.#say(done.rowAdded(project))
  }

  /** Removes a row with its hours, unless some of them are locked. `seen`: the row as the person saw it. */
  removeProject(project: string, seen?: GridRow): void {
    const { done } = this.#texts
    const row = seen ?? this.grid.rows.find((one) => one.project === project)
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
    const results = this.#act(
      (edits) => lines.map((line) => this.#apply(line, { content: null, warnings: [] }, '', edits)),
      { added: [], removed: [project] },
    )
    this.#say(contestedCells(results, this.#texts.done) || done.rowRemoved(project, row.minutes))
  }

  /** Sets cells as one action, to what was worked out from other cells. */
  fill(filled: readonly FilledCell[]): void {
    const { done } = this.#texts
    const contents = new Map(filled.map(({ cell, content }) => [cell, content]))
    const { open, locked, several } = sorted([...contents.keys()])
    const results = this.#act((edits) =>
      open.map((cell) => {
        const line = editableLine(cell) ?? newLine(cell.date, cell.project)
        const content = contents.get(cell) ?? null
        const typed = judgeContent(content, line, this.grid, this.#options.judge())
        return this.#apply(line, typed, String(content?.hours ?? ''), edits)
      }),
    )
    this.#say(filledNotice({ results, locked, several }, done))
  }

  /** Adds the rows and hours of a plan as one action. */
  copy(plan: CopyPlan, from: CopySource): void {
    const { done } = this.#texts
    if (plan.projects.length === 0 && plan.cells.length === 0) {
      this.#say(nothingCopiedNotice(plan, from, done))
      return
    }
    let minutes = 0
    const results = this.#act(
      (edits) =>
        plan.cells.map(({ date, project, content }) => {
          const line = newLine(date, project)
          const typed = judgeContent(content, line, this.grid, this.#options.judge())
          if (!('refusal' in typed)) minutes += minutesOf(content)
          return this.#apply(line, typed, String(content.hours), edits)
        }),
      { added: plan.projects, removed: [] },
    )
    this.#say(copiedNotice({ results, plan, from, minutes }, done))
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
    this.#changeProjects(turned.change.projects)
    const results = turned.change.edits.map((edit) => repeatEdit(edit, this.#place))
    this.#say(sentences(notice, contestedCells(results, this.#texts.done)))
  }

  #type(seen: Cell, text: string, edits: Edit[]): EditResult {
    const line = editableLine(seen)
    return line ? this.#apply(line, this.read(text, line), text, edits) : 'same'
  }

  /** Runs an action and keeps it for undo. */
  #act<R>(act: (edits: Edit[]) => R[], asked = noProjectsChange): R[] {
    const edits: Edit[] = []
    const projects = this.#changeProjects(asked)
    const results = act(edits)
    if (edits.length + projects.added.length + projects.removed.length > 0) {
      this.#history = withChange(this.#history, { edits, projects })
    }
    return results
  }

  #fresh(cell: Cell): Cell {
    return findCell(this.grid, cell.date, cell.project) ?? cell
  }

  get #place(): EditPlace {
    return { queue: this.#options.queue, grid: () => this.grid }
  }

  #apply(seen: CellLine, typed: TypedText, text: string, edits: Edit[]): EditResult {
    return applyTyped(seen, typed, text, edits, this.#place)
  }

  get #texts(): Texts {
    return this.#options.texts()
  }

  /** Returns what has changed by it: undoing it must not remove a project that was there before. */
  #changeProjects({ added, removed }: ProjectsChange): ProjectsChange {
    if (added.length + removed.length === 0) return noProjectsChange
    let done = noProjectsChange
    this.#options.addedProjects.update((projects) => {
      done = {
        added: added.filter((project) => !projects.includes(project)),
        removed: removed.filter((project) => projects.includes(project)),
      }
      return changeProjects(projects, done)
    })
    return done
  }

  #say(notice: string): void {
    this.#setState({ notice })
  }

  #setState(change: Partial<EditorState>): void {
    this.#store.setState({ ...this.#state, ...change })
  }
}
