import { isIsoWeek, weekOf } from 'timesheets-sdk/model'
import { Route, Switch } from 'wouter'
import { Skeleton } from '../components/PageState.tsx'
import { useToday } from '../components/use-browser.ts'
import { WeekPlaceholder } from '../features/week/WeekPlaceholder.tsx'

/** The known parts of a page while the person is not known: for a week, its heading. */
export function PendingPage() {
  const today = useToday()
  return (
    <Switch>
      <Route path="/week/:week">
        {({ week }) => (isIsoWeek(week) ? <WeekPlaceholder week={week} /> : <Skeleton />)}
      </Route>
      <Route path="/">
        <WeekPlaceholder week={weekOf(today)} />
      </Route>
      <Route>
        <Skeleton />
      </Route>
    </Switch>
  )
}
