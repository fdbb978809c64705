import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import type { Scope } from 'timesheets-sdk/model'
import { Link, useLocation } from 'wouter'
import { CallerContext, callerOf, useClient } from '../api/context.ts'
import { meQuery } from '../api/queries.ts'
import { SignInAgain, useSession } from '../auth/index.ts'
import { useSignOut } from '../auth/session-context.tsx'
import { Icon } from '../components/Icon.tsx'
import { LanguageSwitch } from '../components/LanguageSwitch.tsx'
import { OnPaper } from '../components/OnPaper.tsx'
import { useToday } from '../components/use-browser.ts'
import { useFormats, useTexts } from '../texts/index.ts'
import { ForgottenTimer, TimerButton } from '../timer/Timer.tsx'
import { CommandButton } from './CommandButton.tsx'
import { keepFocus } from './keep-focus.ts'
import { Menu } from './Menu.tsx'
import { type PageInfo, pagesFor } from './pages.ts'
import { useStacking } from './use-stacking.ts'

/** So many links and the menu leave less room for the account. */
const fullAt = 7

/** The frame of every page: the name, the navigation, the person and the language. */
export function AppShell({ children }: { children: ReactNode }) {
  const { texts } = useTexts()
  useEffect(keepFocus, [])
  const formats = useFormats()
  const today = useToday()
  const me = useQuery(meQuery(useClient()))
  const [location] = useLocation()
  const caller = me.data && callerOf(me.data)
  const may = (scope: Scope) => caller?.may(scope) ?? false
  const { state } = useSession()
  const signOut = useSignOut()
  const pages = pagesFor(caller)
  const named = pages.filter(({ isInMenu }) => !isInMenu)
  const managed = pages.filter(({ isInMenu }) => isInMenu)
  const isFull = named.length >= fullAt && managed.length > 0
  const header = useStacking()
  const link = ({ path, text }: PageInfo) => <NavLink key={path} href={path} name={texts.app[text]} />
  const person = state.status === 'signed-in' || state.status === 'ended' ? state.profile : undefined
  return (
    <div className="app">
      <a className="skip-link" href="#content">
        {texts.app.skipToContent}
      </a>
      <header ref={header} className={`app-header ${isFull ? 'is-full' : ''}`}>
        <Link href="/" className="brand">
          <BrandMark />
          {texts.app.name}
        </Link>
        <nav className="app-nav" aria-label={texts.app.navigation}>
          {named.map(link)}
          {managed.length > 0 && (
            <Menu name={texts.app.manage} isHere={managed.some(({ path }) => location.startsWith(path))}>
              {managed.map(link)}
            </Menu>
          )}
        </nav>
        <div className="account">
          {caller && (
            <CallerContext value={caller}>
              <CommandButton />
              {may('create:timesheets') && <TimerButton />}
            </CallerContext>
          )}
          <LanguageSwitch />
          {person && (
            <>
              <Link
                href="/profile"
                className="nav-link account-link"
                title={texts.app.account(person.name)}
                aria-label={texts.app.profile(person.name)}
                aria-current={location === '/profile' ? 'page' : undefined}
              >
                <Icon name="person" />
                <span className="account-name" dir="auto">
                  {person.name}
                </span>
              </Link>
              <button type="button" className="quiet" onClick={() => void signOut()}>
                {texts.app.signOut}
              </button>
            </>
          )}
        </div>
      </header>
      <SignInAgain />
      {may('create:timesheets') && (
        <CallerContext value={caller}>
          <ForgottenTimer />
        </CallerContext>
      )}
      <OnPaper parts={[texts.app.name, person?.name, formats.dayMedium(today)]} />
      <main id="content" className="app-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function NavLink({ href, name }: { href: string; name: string }) {
  const today = useToday()
  const [location] = useLocation()
  const isHere = location.startsWith(href) || (href === '/week' && location === '/')
  const target = href === '/month' ? `/month/${today.slice(0, 7)}` : href
  return (
    <Link href={target} aria-current={isHere ? 'page' : undefined} className="nav-link">
      {name}
    </Link>
  )
}

function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="18" height="18" rx="5" />
      <path d="M5 13V9m3.3 4V6m3.4 7V8M15 13V5" />
    </svg>
  )
}
