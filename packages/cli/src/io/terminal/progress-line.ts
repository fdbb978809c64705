import stringWidth from 'string-width'
import { formatRemaining } from './time-text.ts'

/** How far something is. */
export interface Progress {
  /** Rows that are through. */
  readonly done: number
  /** Rows in all, where that is known. */
  readonly total: number | undefined
  /** 0 to 1, where that is known; guessed from bytes where rows are not counted. */
  readonly fraction: number | undefined
  readonly elapsedMs: number
}

/** Something of which nothing is known but for how long it has been going on. */
export interface Waiting {
  readonly waitedMs: number
}

const widestBar = 30

/** One line with a bar, for a terminal of so many columns: `Pushing  ███████░░░░  248/412  60%  5 s left`. */
export function progressBar(label: string, progress: Progress | Waiting, columns: number): string {
  if ('waitedMs' in progress) return [label, ...waitingParts(progress)].join('  ')
  const parts = progressParts(progress)
  if (progress.fraction === undefined) return [label, ...parts].join('  ')
  const rest = [label, '', ...parts].join('  ')
  const width = Math.min(widestBar, columns - 1 - stringWidth(rest))
  if (width < 5) return [label, ...parts].join('  ').slice(0, columns - 1)
  const filled = Math.round(width * progress.fraction)
  return [label, '█'.repeat(filled) + '░'.repeat(width - filled), ...parts].join('  ')
}

/** The same in words, for a log: `248 of 412 rows, 60%, 5 s left`. */
export function progressText(progress: Progress | Waiting): string {
  if ('waitedMs' in progress) return [...waitingParts(progress), 'so far'].join(' ')
  const [count = '', ...rest] = progressParts(progress)
  const rows = progress.total === undefined ? count : `${progress.done} of ${progress.total} rows`
  return [rows, ...rest].join(', ')
}

function waitingParts({ waitedMs }: Waiting): string[] {
  return waitedMs < 1_000 ? [] : [formatRemaining(waitedMs)]
}

function progressParts({ done, total, fraction, elapsedMs }: Progress): string[] {
  const count = total === undefined ? `${done} rows` : `${done}/${total}`
  if (fraction === undefined) return [count]
  const parts = [count, `${Math.floor(fraction * 100)}%`]
  // Too early a guess is a wild one.
  if (elapsedMs < 500 || fraction < 0.01 || fraction >= 1) return parts
  return [...parts, `${formatRemaining((elapsedMs * (1 - fraction)) / fraction)} left`]
}
