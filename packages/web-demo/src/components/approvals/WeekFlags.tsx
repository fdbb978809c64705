import type { WeekFlag } from 'timesheets-sdk/model'
import { useTexts } from '../../texts/index.ts'
import { SaidText } from '../SaidText.tsx'

/** What is unusual about a week, in words. */
export function WeekFlags({ flags }: { flags: readonly WeekFlag[] }) {
  const { texts } = useTexts()
  if (flags.length === 0) return null
  return (
    <ul className="flags" aria-label={texts.week.flags}>
      {flags.map((flag) => (
        <li key={`${flag.code} ${flag.date ?? ''}`}>
          <SaidText said={flag} />
        </li>
      ))}
    </ul>
  )
}
