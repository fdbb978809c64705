import type { ReactNode } from 'react'
import { weekOf } from 'timesheets-sdk/model'
import { Link, Redirect, Route, Switch } from 'wouter'
import { useCaller } from '../api/context.ts'
import { late } from '../components/late.tsx'
import { Skeleton } from '../components/PageState.tsx'
import { useToday } from '../components/use-browser.ts'
import { monthPath, weekPath } from '../components/week-names.ts'
import { isSection } from '../features/approvals/addresses.ts'
import { isSettingsSection } from '../features/settings/sections.ts'
import { WeekPage } from '../features/week/WeekPage.tsx'
import { useTexts } from '../texts/index.ts'
import { mayOpen } from './pages.ts'
import { readMonth, readWeek } from './read-week.ts'

const EntriesPage = late(
  async () => (await import('../features/entries/EntriesPage.tsx')).EntriesPage,
  Skeleton,
)
const ApprovalsPage = late(
  async () => (await import('../features/approvals/ApprovalsPage.tsx')).ApprovalsPage,
  Skeleton,
)
const ReportsPage = late(
  async () => (await import('../features/reports/ReportsPage.tsx')).ReportsPage,
  Skeleton,
)
const TeamPage = late(async () => (await import('../features/team/TeamPage.tsx')).TeamPage, Skeleton)
const PeoplePage = late(async () => (await import('../features/people/PeoplePage.tsx')).PeoplePage, Skeleton)
const ProjectsPage = late(
  async () => (await import('../features/projects/ProjectsPage.tsx')).ProjectsPage,
  Skeleton,
)
const ImportPage = late(async () => (await import('../features/import/ImportPage.tsx')).ImportPage, Skeleton)
const SettingsPage = late(
  async () => (await import('../features/settings/SettingsPage.tsx')).SettingsPage,
  Skeleton,
)
const PayrollPage = late(
  async () => (await import('../features/payroll/PayrollPage.tsx')).PayrollPage,
  Skeleton,
)
const ProfilePage = late(
  async () => (await import('../features/profile/ProfilePage.tsx')).ProfilePage,
  Skeleton,
)
const MonthPage = late(async () => (await import('../features/month/MonthPage.tsx')).MonthPage, Skeleton)

/** The pages, by their addresses. */
export function Routes() {
  const today = useToday()
  const caller = useCaller()
  const isOpen = (path: string) => mayOpen(path, caller)
  return (
    <Switch>
      <Route path="/week/:week">
        {({ week }) => (
          <Meant as={readWeek(week, today)} typed={week} pathOf={weekPath}>
            <WeekPage week={week} />
          </Meant>
        )}
      </Route>
      <Route path="/month/:month">
        {({ month }) => (
          <Meant as={readMonth(month)} typed={month} pathOf={monthPath}>
            <MonthPage key={month} month={month} />
          </Meant>
        )}
      </Route>
      <Route path="/profile">
        <ProfilePage />
      </Route>
      <Route path="/entries">
        <EntriesPage />
      </Route>
      <Route path="/reports">
        <ReportsPage />
      </Route>
      <Route path="/team">{isOpen('/team') ? <TeamPage /> : <NothingHere />}</Route>
      <Route path="/payroll">{isOpen('/payroll') ? <PayrollPage /> : <NothingHere />}</Route>
      <Route path="/people">{isOpen('/people') ? <PeoplePage /> : <NothingHere />}</Route>
      <Route path="/people/import">
        {isOpen('/people') ? <ImportPage key="people" kind="people" /> : <NothingHere />}
      </Route>
      <Route path="/projects/import">
        {isOpen('/projects') ? <ImportPage key="projects" kind="projects" /> : <NothingHere />}
      </Route>
      <Route path="/projects">{isOpen('/projects') ? <ProjectsPage /> : <NothingHere />}</Route>
      <Route path="/settings/:section?">
        {({ section = 'policy' }) =>
          isOpen('/settings') && isSettingsSection(section) ? (
            <SettingsPage section={section} />
          ) : (
            <NothingHere />
          )
        }
      </Route>
      <Route path="/approvals/:section?">
        {({ section = 'waiting' }) =>
          isOpen('/approvals') && isSection(section) ? <ApprovalsPage section={section} /> : <NothingHere />
        }
      </Route>
      <Route path="/month">
        <Redirect to={monthPath(today.slice(0, 7))} replace />
      </Route>
      <Route path="/week">
        <Redirect to={weekPath(weekOf(today))} replace />
      </Route>
      <Route path="/">
        <Redirect to={weekPath(weekOf(today))} replace />
      </Route>
      <Route>
        <NothingHere />
      </Route>
    </Switch>
  )
}

interface MeantProps {
  readonly typed: string
  /** The meaning of the typed text, in the spelling of addresses; `undefined` if it has none. */
  readonly as: string | undefined
  readonly pathOf: (name: string) => string
  readonly children: ReactNode
}

/** A page whose address was perhaps typed by hand: another spelling leads to the usual one. */
function Meant({ typed, as, pathOf, children }: MeantProps) {
  if (as === undefined) return <NothingHere />
  return as === typed ? children : <Redirect to={pathOf(as)} replace />
}

function NothingHere() {
  const { texts } = useTexts()
  return (
    <section className="failure">
      <h1>{texts.failure.nothingHere}</h1>
      <p>
        <Link href="/week">{texts.failure.toThisWeek}</Link>
      </p>
    </section>
  )
}
