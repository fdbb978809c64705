import { UsageError, WriteError } from '../../../io/outcome/errors.ts'
import { plainText } from '../../../io/terminal/plain-text.ts'
import { Report, removeStaleReport } from './report-file.ts'
import type { Rejection, ReportLayout } from './source.ts'

/** Where the report goes, if it does: written in any case, or only when something is rejected. */
export type ReportPlan = { readonly path: string; readonly when: 'always' | 'rejected' } | undefined

/**
 * The report of a push. A report that can't be written does not stop the push: what it would have said is on
 * the screen, and the rows are in the file that was pushed. When the disk is to blame, the push fails with
 * {@link RejectionReport.failure} at its end.
 */
export class RejectionReport {
  readonly #plan: ReportPlan
  readonly #layout: ReportLayout
  readonly #warn: (message: string) => Promise<void>
  #opening: Promise<Report> | undefined
  #isGivenUp = false
  #failure: WriteError | undefined

  constructor(plan: ReportPlan, layout: ReportLayout, warn: (message: string) => Promise<void>) {
    this.#plan = plan
    this.#layout = layout
    this.#warn = warn
  }

  /**
   * @throws {UsageError} when a report that was asked for can't be written; to be known before anything is
   *   pushed
   */
  async begin(): Promise<void> {
    if (this.#plan?.when === 'always') await this.#open(this.#plan.path)
  }

  async add(rejection: Rejection): Promise<void> {
    const plan = this.#plan
    if (!plan || this.#isGivenUp) return
    await this.#forgiving(async () => {
      const report = await this.#open(plan.path)
      await report.add(this.#layout.cellsOf(rejection))
    })
  }

  /**
   * Puts the report in its place. The path of a report that holds rows, or `undefined`.
   * @param isComplete whether the whole file was pushed: when nothing was rejected, the report of an earlier
   *   push is removed
   */
  async finish(rejected: number, isComplete: boolean): Promise<string | undefined> {
    if (this.#plan?.when === 'rejected' && rejected === 0 && isComplete)
      await this.#removeStale(this.#plan.path)
    if (this.#isGivenUp || !this.#opening) return undefined
    const report = await this.#opening
    await this.#forgiving(() => report.finish())
    return this.#isGivenUp || rejected === 0 ? undefined : report.path
  }

  /** A full disk or the like, if it kept the report from being written. */
  get failure(): WriteError | undefined {
    return this.#failure
  }

  async #removeStale(path: string): Promise<void> {
    if (await removeStaleReport(path)) {
      await this.#warn(
        `Removed ${plainText(path)}, the report of an earlier push: nothing was rejected this time.`,
      )
    }
  }

  #open(path: string): Promise<Report> {
    this.#opening ??= Report.create(path, this.#layout.columns)
    return this.#opening
  }

  async #forgiving(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof WriteError)) throw error
      if (this.#isGivenUp) return
      this.#isGivenUp = true
      if (error instanceof WriteError) {
        const nextStep = 'Free some space, then run the command again: it reports these rows again.'
        this.#failure = new WriteError(error.reason, nextStep)
        return
      }
      await this.#warn(`There is no report of rejected rows: ${error.message}`)
    }
  }
}
