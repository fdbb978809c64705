import { useId } from 'react'
import { datesOfWeek } from 'timesheets-sdk/model'
import { Skeleton } from '../../components/PageState.tsx'
import { useToday } from '../../components/use-browser.ts'
import { WeekHeading } from './WeekHeading.tsx'

/**
 * The page of a week while it is not known whose week it is. Its heading is inert: the page's own takes its
 * place, and would take the focus or an open date field away.
 */
export function WeekPlaceholder({ week }: { week: string }) {
  return (
    <>
      <div className="week-top" inert>
        <WeekHeading week={week} dates={datesOfWeek(week)} today={useToday()} titleId={useId()} />
      </div>
      <Skeleton />
    </>
  )
}
