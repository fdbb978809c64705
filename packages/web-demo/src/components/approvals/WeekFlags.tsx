import type { WeekFlag } from 'timesheets-sdk/model'
import { useFlagInWords } from '../../texts/flags.ts'
import { useTexts } from '../../texts/index.ts'

/** What is unusual about a week, in words. */
export function WeekFlags({ flags }: { flags: readonly WeekFlag[] }) {
  const { texts } = useTexts()
  const inWords = useFlagInWords()
  if (flags.length === 0) return null
  return (
    <ul className="flags" aria-label={texts.week.flags}>
      {flags.map((flag) => (
        <li key={`${flag.code} ${flag.date ?? ''}`}>{inWords(flag)}</li>
      ))}
    </ul>
  )
}
