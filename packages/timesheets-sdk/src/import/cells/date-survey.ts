import { type DateOrder, type DateReadings, daysBetween, readDate } from './date.ts'

/** The date order of a file; `ymd`: no date depends on it, because all of them start with the year. */
export type FileDateOrder = 'ymd' | DateOrder | 'ambiguous'

export interface DateFindings {
  readonly order: FileDateOrder
  /** With `ambiguous`: the reason, with lines and texts. */
  readonly problem: string | undefined
  /** The first and last date; `undefined` if there is none or the order is unknown. */
  readonly from: string | undefined
  readonly to: string | undefined
}

interface Witness {
  readonly text: string
  readonly line: number
}

/** Derives the date order of a file from all its dates. */
export class DateSurvey {
  readonly #tracks: Readonly<Record<DateOrder, DateTrack>> = { dmy: new DateTrack(), mdy: new DateTrack() }
  #hasYearLast = false
  /** The first date that only one order allows. */
  readonly #proofs: Partial<Record<DateOrder, Witness>> = {}
  /** The first date that differs between the orders. */
  #undecided: Witness | undefined

  /** Adds the date of a row. */
  addDate(text: string, line: number): DateReadings | undefined {
    const readings = this.#weigh(text, line)
    if (readings) {
      this.#tracks.dmy.add(readings.dmy)
      this.#tracks.mdy.add(readings.mdy)
    }
    return readings
  }

  /**
   * Adds the end date of a row. If it is another day, the right order is the one in which start and end are
   * as far apart as the entry is long. Most such entries run past midnight, and the day after 3 April is not
   * 3 May.
   */
  addEnd(start: DateReadings, endText: string, seconds: number | undefined, line: number): void {
    const end = this.#weigh(endText, line)
    if (end === undefined || seconds === undefined || end.isUnambiguous || start.isUnambiguous) return
    const fits = (order: DateOrder) => {
      const from = start[order]
      const to = end[order]
      return from !== undefined && to !== undefined && Math.abs(daysBetween(from, to) - seconds / 86_400) <= 1
    }
    const [dmy, mdy] = [fits('dmy'), fits('mdy')]
    if (dmy !== mdy) this.#proofs[dmy ? 'dmy' : 'mdy'] ??= { text: endText, line }
  }

  /** @param saidOrder the order the user named, which always wins */
  findings(saidOrder: DateOrder | undefined): DateFindings {
    const { order, problem } = this.#order(saidOrder)
    if (order === 'ambiguous') {
      return { order, problem, from: undefined, to: undefined }
    }
    const { from, to } = this.#tracks[order === 'ymd' ? 'dmy' : order]
    return { order, problem, from, to }
  }

  #weigh(text: string, line: number): DateReadings | undefined {
    const readings = readDate(text)
    if (readings === undefined) return undefined
    if (!readings.isUnambiguous) {
      this.#hasYearLast = true
      const { dmy, mdy } = readings
      if (dmy === undefined) this.#proofs.mdy ??= { text, line }
      else if (mdy === undefined) this.#proofs.dmy ??= { text, line }
      else if (dmy !== mdy) this.#undecided ??= { text, line }
    }
    return readings
  }

  #order(saidOrder: DateOrder | undefined): { order: FileDateOrder; problem?: string } {
    if (!this.#hasYearLast) return { order: 'ymd' }
    if (saidOrder) return { order: saidOrder }
    const { dmy, mdy } = this.#proofs
    if (dmy && mdy) {
      const problem = `the day comes first in ${dmy.text} (line ${dmy.line}) and the month in ${mdy.text} (line ${mdy.line}), so some rows will be rejected: name the right order`
      return { order: 'ambiguous', problem }
    }
    if (dmy) return { order: 'dmy' }
    if (mdy) return { order: 'mdy' }
    if (this.#undecided === undefined) return { order: 'dmy' }
    const { text, line } = this.#undecided
    const { dmy: one, mdy: other } = readDate(text) ?? {}
    return {
      order: 'ambiguous',
      problem: `${text} (line ${line}) is ${one} or ${other}, and no other date decides: say whether the day or the month comes first`,
    }
  }
}

/** The first and last date of a file in one of the orders. */
class DateTrack {
  from: string | undefined
  to: string | undefined

  /** `undefined`, a date that does not exist in this order, is ignored. */
  add(date: string | undefined): void {
    if (date === undefined || date === this.from || date === this.to) return
    if (this.from === undefined || date < this.from) this.from = date
    if (this.to === undefined || date > this.to) this.to = date
  }
}
