import { type Content, isSameContent } from '../saving/content.ts'
import { isFurtherLine, type Refusal } from '../saving/line.ts'
import type { SaveQueue } from '../saving/save-queue.ts'
import type { Texts } from '../texts/en.ts'
import type { Said } from '../texts/said.ts'
import type { AddedProjects } from './added-projects.ts'
import type { PastedCell } from './clipboard.ts'
import type { CopyPlan } from './copy-week.ts'
import { fitChange } from './fit-change.ts'
import {
  type Cell,
  type CellLine,
  currentLine,
  editableLine,
  findCell,
  type GridRow,
  minutesOf,
  newLine,
  type WeekGrid,
} from './grid-model.ts'
import { type Change, type Edit, type History, noHistory, redo, undo, withChange } from './history.ts'
import { type Judge, judgeContent, readTyped, type TypedText } from './judge-text.ts'

/** What became of a change of one line. `contested`: somebody else has changed the same, and the person decides. */
type Result = 'stored' | 'same' | 'refused' | 'contested'

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
  /** What the rules say, in the person's language. */
  readonly inWords: (said: Said) => string
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
   * Stores what was typed into a cell, or keeps it with the reason why it can't be. `seen` is the cell as it was when
   * typing began.
   */
  commit(seen: Cell, text: string): void {
    const line = editableLine(seen)
    if (!line) return
    const typed = this.read(text, line)
    const results = this.#act((edits) => [this.#apply(line, typed, text, edits)])
    const { inWords } = this.#options
    if ('refusal' in typed) this.#say(inWords(typed.refusal))
    else this.#say(sentences(this.#contested(results), ...typed.warnings.map(inWords)))
  }

  /**
   * Stores what a dialog asks of a line, as it was when the dialog opened. Answers why not, if so; nothing is kept then,
   * as the dialog keeps it.
   */
  set(seen: CellLine, content: Content | null): Refusal | undefined {
    const typed = judgeContent(content, seen, this.grid, this.#options.judge())
    if ('refusal' in typed) return typed.refusal
    const results = this.#act((edits) => [this.#apply(seen, typed, '', edits)])
    this.#say(sentences(this.#contested(results), ...typed.warnings.map(this.#options.inWords)))
    return undefined
  }

  /** Empties cells; those that are locked or hold several entries stay. */
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
    const cleared = count(results, 'stored') + count(results, 'same')
    this.#say(
      sentences(
        cleared > 0 && done.cleared(cleared),
        ...this.#leftAlone(locked, several),
        this.#refused(results),
        this.#contested(results),
      ),
    )
  }

  /** Takes a block of values as one act. A blank among them leaves its cell as it was; a zero empties it. */
  paste(pasted: readonly PastedCell[], outside: number): void {
    const { done } = this.#texts
    const textOf = new Map(pasted.map(({ cell, text }) => [cell, text]))
    const isBlank = (cell: Cell) => textOf.get(cell) === ''
    const { open, locked, several } = sorted([...textOf.keys()].filter((cell) => !isBlank(cell)))
    const blank = [...textOf.keys()].filter((cell) => isBlank(cell) && cell.lines.length > 0)
    const emptied = (cell: Cell) => this.#fresh(cell).lines.length === 0
    const results = this.#act((edits) =>
      open.map((cell): Result | 'emptied' | 'nothing' => {
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
    const taken = count(results, 'stored') + count(results, 'same')
    const empty = count(results, 'emptied')
    this.#say(
      sentences(
        taken > 0 ? done.pasted(taken) : empty === 0 && done.pastedNothing,
        empty > 0 && done.cleared(empty),
        outside > 0 && done.pastedOutside(outside),
        ...this.#leftAlone(locked, several),
        blank.length > 0 && done.pastedBlank(blank.length),
        this.#refused(results),
        this.#contested(results),
      ),
    )
  }

  /** Adds a row, and says so; one that is there already is told. */
  addProject(project: string): void {
    const { done } = this.#texts
    if (this.grid.rows.some((row) => row.project === project)) {
      this.#say(done.rowThere(project))
      return
    }
    this.#act(() => [], [...this.#state.addedProjects, project])
    this.#say(done.rowAdded(project))
  }

  /** Removes a row with its hours, unless some of them can't be changed. `seen`: the row as the person saw it. */
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
    const others = this.#state.addedProjects.filter((added) => added !== project)
    const results = this.#act(
      (edits) => lines.map((line) => this.#apply(line, { content: null, warnings: [] }, '', edits)),
      others,
    )
    this.#say(this.#contested(results) || done.rowRemoved(project, row.minutes))
  }

  /** Adds the rows and hours of a plan, as one act. */
  copy(plan: CopyPlan): void {
    const { done } = this.#texts
    if (plan.projects.length === 0 && plan.cells.length === 0) {
      this.#say(sentences(done.nothingToCopy, plan.locked > 0 && done.copiedLocked(plan.locked)))
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
      [...this.#state.addedProjects, ...plan.projects],
    )
    const refused = count(results, 'refused')
    this.#say(
      sentences(
        done.copied(plan.projects.length, plan.cells.length - refused, minutes),
        plan.kept > 0 && done.copiedKept(plan.kept),
        plan.locked > 0 && done.copiedLocked(plan.locked),
        this.#refused(results),
        done.canUndo,
      ),
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
    const results = turned.change.edits.map((edit) => this.#redoEdit(edit))
    this.#say(sentences(notice, this.#contested(results)))
  }

  #redoEdit({ target, before, after, isRefused }: Edit): Result {
    const { queue } = this.#options
    const now = currentLine(this.grid, target)
    if (isRefused || now?.status === 'conflict') {
      if (now) queue.discard(now.key)
      return 'same'
    }
    const fit = fitChange({ ...target, content: before }, after, now)
    if (fit.kind === 'conflict') queue.contest(target, after, fit.theirs)
    else queue.want(fit.line, fit.content)
    return fit.kind === 'conflict' ? 'contested' : 'stored'
  }

  #type(seen: Cell, text: string, edits: Edit[]): Result {
    const line = editableLine(seen)
    return line ? this.#apply(line, this.read(text, line), text, edits) : 'same'
  }

  #apply(seen: CellLine, typed: TypedText, text: string, edits: Edit[]): Result {
    const { queue } = this.#options
    if ('refusal' in typed) {
      queue.refuse(seen, text, typed.refusal)
      edits.push({ target: seen, before: seen.content, after: seen.content, isRefused: true })
      return 'refused'
    }
    const now = currentLine(this.grid, seen)
    const fit = fitChange(seen, typed.content, now)
    if (fit.kind === 'conflict') {
      queue.contest(seen, typed.content, fit.theirs)
      edits.push({ target: seen, before: seen.content, after: seen.content, isRefused: true })
      return 'contested'
    }
    const { line, content } = fit
    const before = now?.content ?? null
    const isNews = !isSameContent(content, before)
    if (!isNews && now?.typed === undefined && now?.status !== 'refused') return 'same'
    if (line.base === undefined && content === null && now?.typed !== undefined) {
      queue.discard(line.key)
      return 'same'
    }
    queue.want(line, content)
    if (isNews) edits.push({ target: line, before, after: content })
    return queue.find(line)?.status === 'conflict' ? 'contested' : 'stored'
  }

  /** Runs an act, and remembers it. `projectsAfter`: the projects that are added by hand from then on. */
  #act<R>(act: (edits: Edit[]) => R[], projectsAfter = this.#state.addedProjects): R[] {
    const edits: Edit[] = []
    const projectsBefore = this.#state.addedProjects
    if (projectsAfter !== projectsBefore) this.#setProjects(projectsAfter)
    const results = act(edits)
    if (edits.length > 0 || projectsAfter !== projectsBefore) {
      this.#history = withChange(this.#history, { edits, projectsBefore, projectsAfter })
    }
    return results
  }

  #fresh(cell: Cell): Cell {
    return findCell(this.grid, cell.date, cell.project) ?? cell
  }

  #leftAlone(locked: number, several: number): (string | false)[] {
    const { done } = this.#texts
    return [locked > 0 && done.pastedLocked(locked), several > 0 && done.pastedSeveral(several)]
  }

  #refused(results: readonly unknown[]): string | false {
    const refused = count(results, 'refused')
    return refused > 0 && this.#texts.done.copiedRefused(refused)
  }

  #contested(results: readonly unknown[]): string | false {
    const contested = count(results, 'contested')
    return contested > 0 && this.#texts.done.contested(contested)
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

/** Cells that can be typed into; how many are locked, and how many of the rest hold several entries. */
function sorted(cells: readonly Cell[]): { open: Cell[]; locked: number; several: number } {
  const unlocked = cells.filter(({ lock }) => lock === undefined)
  const open = unlocked.filter(({ lines }) => lines.length < 2)
  return { open, locked: cells.length - unlocked.length, several: unlocked.length - open.length }
}

function count(results: readonly unknown[], result: string): number {
  return results.filter((one) => one === result).length
}

function sentences(...parts: readonly (string | false)[]): string {
  return parts.filter(Boolean).join(' ')
}
