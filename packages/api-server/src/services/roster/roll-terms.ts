import { personOn } from 'timesheets-sdk/rules'
import type { Engine } from '../../store/engine.ts'
import { findPeople, putPerson } from '../../store/roster/people.ts'
import { peopleWithNewTerms } from '../../store/roster/terms.ts'
import { dayAt } from '../day.ts'
import { changeInTurn } from '../write/once.ts'
import type { Writer } from '../write/writer.ts'

const dayMs = 86_400_000

/**
 * Brings the records of people up to date when a day begins on which other terms count. People are found by
 * their records; everything that depends on a day reads the terms themselves.
 *
 * @returns a function to call before reads: it does something once a day
 */
export function termsRoller(context: {
  readonly engine: Engine
  readonly writer: Writer
  readonly now: () => number
  /** Called when the records are up to date, before the reads that waited for it. */
  readonly rolled: () => void
}): () => Promise<void> | undefined {
  const { engine, now, rolled } = context
  // A number, since every read compares it.
  let rolledOnDay: number | undefined
  let rolling: Promise<void> | undefined

  return () => {
    const nowMs = now()
    const day = Math.floor(nowMs / dayMs)
    if (day !== rolledOnDay) {
      rolledOnDay = day
      rolling = rollTo(dayAt(nowMs)).finally(() => {
        rolling = undefined
      })
    }
    return rolling
  }

  async function rollTo(today: string): Promise<void> {
    try {
      if ((await peopleWithNewTerms(engine.reader, today)).length > 0) await roll(today)
      rolled()
    } catch {
      // The next read tries again; it reports an unavailable database by itself.
      rolledOnDay = undefined
    }
  }

  function roll(today: string): Promise<void> {
    return changeInTurn(context, async (transaction) => {
      const people = await findPeople(engine, transaction, await peopleWithNewTerms(transaction, today))
      for (const { terms = [], ...person } of people.values()) {
        await putPerson(engine, transaction, personOn({ ...person, terms }, today), 'update', today)
      }
    })
  }
}
