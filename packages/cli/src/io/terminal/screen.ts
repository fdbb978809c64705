import type { Io, Output } from '../io.ts'
import { type Progress, progressBar, progressText, type Waiting } from './progress-line.ts'

const redrawAfterMs = 100
const plainLineAfterMs = 10_000
const eraseLine = '\r\u001b[K'

/**
 * Lines and progress, kept apart: results go to stdout, everything else to stderr. On a terminal the progress
 * stays in the last line and is drawn again; elsewhere it is a plain line in ten seconds.
 */
export class Screen {
  readonly #io: Pick<Io, 'stdout' | 'stderr' | 'now'>
  readonly #name: string
  readonly #canRedraw: boolean
  #progress: (() => Progress | Waiting) | undefined
  #label = ''
  #isDrawn = false
  #lastShownMs: number
  #timer: NodeJS.Timeout | undefined

  /** @param name what plain progress lines begin with */
  constructor(io: Pick<Io, 'stdout' | 'stderr' | 'now' | 'env'>, name: string) {
    this.#io = io
    this.#name = name
    this.#canRedraw = io.stderr.isTerminal && io.env.TERM !== 'dumb'
    this.#lastShownMs = io.now()
  }

  /** A line of results. */
  result(text: string): Promise<void> {
    return this.#line(this.#io.stdout, text)
  }

  /** A line of anything else. */
  note(text: string): Promise<void> {
    return this.#line(this.#io.stderr, text)
  }

  /** Shows on a terminal what is being done, until something else is shown. */
  status(text: string): void {
    if (!this.#canRedraw) return
    this.#draw(text)
  }

  /** Begins to show progress, whatever `progress` says each time it is asked. */
  begin(label: string, progress: () => Progress | Waiting): void {
    this.#label = label
    this.#progress = progress
    this.#timer ??= setInterval(() => this.tick(), this.#canRedraw ? redrawAfterMs : plainLineAfterMs)
    this.#timer.unref()
    if (this.#canRedraw) this.#drawProgress()
  }

  /** Shows how far it is, if it is time to. */
  tick(): void {
    const { now, stderr } = this.#io
    if (!this.#progress) return
    const sinceMs = now() - this.#lastShownMs
    if (this.#canRedraw) {
      if (sinceMs >= redrawAfterMs) this.#drawProgress()
    } else if (sinceMs >= plainLineAfterMs) {
      this.#lastShownMs = now()
      ignoreFailure(stderr.write(`${this.#name}: ${progressText(this.#progress())}\n`))
    }
  }

  /** Takes the progress off the screen. */
  end(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#progress = undefined
    this.#erase()
  }

  async #line(output: Output, text: string): Promise<void> {
    this.#erase()
    await output.write(`${text}\n`)
  }

  #drawProgress(): void {
    if (this.#progress) this.#draw(progressBar(this.#label, this.#progress(), this.#io.stderr.columns))
  }

  #draw(text: string): void {
    this.#lastShownMs = this.#io.now()
    this.#isDrawn = true
    ignoreFailure(this.#io.stderr.write(`${eraseLine}${text}`))
  }

  #erase(): void {
    if (!this.#isDrawn) return
    this.#isDrawn = false
    ignoreFailure(this.#io.stderr.write(eraseLine))
  }
}

/** Where nobody looks at the progress any more, the work goes on all the same. */
function ignoreFailure(written: Promise<void>): void {
  written.catch(() => {})
}
