import { datesOfWeek, weekOf } from 'timesheets-sdk/model'
import { useLocation } from 'wouter'
import { useCaller } from '../../api/context.ts'
import { usePeople } from '../../api/names.ts'
import { useProjects } from '../../api/projects-query.ts'
import { useSignOut } from '../../auth/session-context.tsx'
import { useToday } from '../../components/use-browser.ts'
import type { WeekCommandName, WeekCommandState } from '../../components/week-command.ts'
import { weekAfter, weekPath } from '../../components/week-names.ts'
import { hasTemplate } from '../../features/week/week-template.ts'
import { choosePreferences, themes, usePreferences } from '../../preferences.ts'
import { chooseLanguage, languageNames, useFormats, useTexts } from '../../texts/index.ts'
import { startTimer, useTimer } from '../../timer/Timer.tsx'
import { mayOpen, pagesFor } from '../pages.ts'
import { readWeek } from '../read-week.ts'
import type { Command } from './commands.ts'
import { usePaletteTexts } from './texts.ts'

/** Everything that this person can find and do, for what they have typed so far. */
export function useCommands(typed: string, onKeys: () => void): readonly Command[] {
  const pages = usePageCommands()
  const weeks = useWeekCommands(typed)
  const actions = useActions(onKeys)
  const projects = useProjectCommands()
  const people = usePersonCommands()
  return [...actions, ...weeks, ...pages, ...projects, ...people]
}

/** Goes to a page, and gives it the focus: what opened the palette may be gone with the last one. */
function useGo(): (path: string) => void {
  const [, navigate] = useLocation()
  return (path) => {
    navigate(path)
    document.getElementById('content')?.focus({ preventScroll: true })
  }
}

function usePageCommands(): Command[] {
  const { texts } = useTexts()
  const own = usePaletteTexts()
  const caller = useCaller()
  const go = useGo()
  const named = pagesFor(caller).map(({ path, text }) => ({ path, title: texts.app[text] }))
  return [...named, { path: '/profile', title: own.profile }].map(({ path, title }) => ({
    id: `page ${path}`,
    group: 'pages',
    title,
    run: () => go(path),
  }))
}

function useWeekCommands(typed: string): Command[] {
  const { texts } = useTexts()
  const own = usePaletteTexts()
  const formats = useFormats()
  const today = useToday()
  const go = useGo()
  const thisWeek = weekOf(today)
  const named = readWeek(typed, today)
  const command = (week: string, title: string, words = ''): Command => {
    const [first = today, , , , , , last = today] = datesOfWeek(week)
    const range = formats.range(first, last)
    const details = title === own.thisWeek ? `${texts.week.title(Number(week.slice(6)))}, ${range}` : range
    return { id: `week ${week}`, group: 'weeks', title, details, words, run: () => go(weekPath(week)) }
  }
  // Typed words find what a person has typed.
  if (named !== undefined) return [command(named, texts.week.title(Number(named.slice(6))), typed)]
  return [
    command(thisWeek, own.thisWeek),
    command(weekAfter(thisWeek, -1), own.lastWeek),
    command(weekAfter(thisWeek, 1), own.nextWeek),
  ]
}

function useActions(onKeys: () => void): Command[] {
  const { texts, language } = useTexts()
  const own = usePaletteTexts()
  const { userId, may } = useCaller()
  const { timer, stop } = useTimer()
  const { theme } = usePreferences()
  const signOut = useSignOut()
  const askWeek = useAskWeek()
  const action = (id: string, title: string, run: () => void, more: Partial<Command> = {}): Command => ({
    ...more,
    id: `action ${id}`,
    group: 'actions',
    title,
    run,
  })
  const { number, ask } = askWeek
  const logging = [
    action('new', own.newEntry, () => ask('add'), { words: own.words.newEntry, keys: 'N' }),
    timer
      ? action('timer', own.stopTimer, stop, { keys: 'P' })
      : action('timer', texts.timer.startTitle, startTimer, { keys: 'P' }),
    action('submit', own.submit(number), () => ask('submit'), { words: own.words.submit }),
    action('copy', own.copy(number), () => ask('copy'), { words: own.words.copy }),
    ...(hasTemplate(userId)
      ? [action('fill', own.fill(number), () => ask('fill'), { words: own.words.fill })]
      : []),
  ]
  return [
    ...(may('create:timesheets') ? logging : []),
    ...themes
      .filter((one) => one !== theme)
      .map((one) =>
        action(`theme ${one}`, own.themes[one], () => choosePreferences({ theme: one }), {
          words: own.words.theme,
        }),
      ),
    ...languageNames
      .filter(({ code }) => code !== language)
      .map(({ code, name }) =>
        action(`language ${code}`, own.language(name), () => void chooseLanguage(code), {
          words: own.words.language,
        }),
      ),
    action('keys', own.keyboard, onKeys, { words: own.words.keyboard, keys: '?' }),
    action('sign-out', texts.app.signOut, () => void signOut(), { words: own.words.signOut }),
  ]
}

/** Asks the page of a week to act: of the one on the screen, otherwise of this week. */
function useAskWeek() {
  const [location, navigate] = useLocation()
  const today = useToday()
  const week = /^\/week\/(\d{4}-W\d\d)$/.exec(location)?.[1] ?? weekOf(today)
  return {
    number: Number(week.slice(6)),
    ask(command: WeekCommandName) {
      const path = weekPath(week)
      const state: WeekCommandState = { command }
      navigate(path, { state, replace: path === location })
    },
  }
}

function useProjectCommands(): Command[] {
  const go = useGo()
  return [...useProjects().values()].map(({ code, name, client }) => ({
    id: `project ${code}`,
    group: 'projects',
    title: name,
    details: [code, client].filter(Boolean).join(' · '),
    run: () => go(`/entries?${new URLSearchParams({ project: code })}`),
  }))
}

function usePersonCommands(): Command[] {
  const caller = useCaller()
  const { may } = caller
  const go = useGo()
  const people = usePeople()
  const readsHours = may('approve:timesheets') || may('read:all-timesheets')
  if (!people || (!readsHours && !mayOpen('/people', caller))) return []
  return [...people.values()].map(({ userId, name, email }) => ({
    id: `person ${userId}`,
    group: 'people',
    title: name,
    ...(email && { details: email }),
    run: () =>
      go(
        readsHours
          ? `/reports?${new URLSearchParams({ by: 'project', userId })}`
          : `/people?${new URLSearchParams({ search: name, show: 'all' })}`,
      ),
  }))
}
