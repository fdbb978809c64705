import type { AbsenceFilters } from '../contract/absences.ts'
import type { PeopleFilters } from '../contract/people.ts'
import type { Absence } from '../model/absence.ts'
import type { Project } from '../model/catalogue.ts'
import type { Newcomer, Person } from '../model/person.ts'
import { isActiveOn } from '../rules/expected-minutes.ts'
import type { Catalogue } from '../rules/judge-project.ts'
import { personOn } from '../rules/terms.ts'

/** The roster and the catalogue of projects, as a database would hold them. */
export class MemoryRoster implements Catalogue {
  readonly #people = new Map<string, Person>()
  readonly #newcomers = new Map<string, Newcomer>()
  readonly #projects = new Map<string, Project>()
  readonly #absences = new Map<string, Absence>()

  /** Shows the people by the terms of a day. */
  roll(today: string): void {
    for (const { terms, ...person } of this.#people.values()) {
      if (terms) this.#people.set(person.userId, personOn({ ...person, terms }, today))
    }
  }

  person(userId: string): Person | undefined {
    return this.#people.get(userId)
  }

  /** `managerId: null`: those who have none. */
  people({
    kind,
    managerId,
    activeOn,
  }: Pick<PeopleFilters, 'kind' | 'activeOn'> & {
    readonly managerId?: string | null | undefined
  } = {}): Person[] {
    return [...this.#people.values()]
      .filter((person) => kind === undefined || person.kind === kind)
      .filter((person) => managerId === undefined || (person.managerId ?? null) === managerId)
      .filter((person) => activeOn === undefined || isActiveOn(person, activeOn))
      .sort((a, b) => (a.userId < b.userId ? -1 : 1))
  }

  /** Adds or replaces a person, who then stops being a newcomer. */
  putPerson(person: Person): void {
    this.#people.set(person.userId, person)
    this.#newcomers.delete(person.userId)
  }

  /** Whether there was such a person. Their absences go with them. */
  removePerson(userId: string): boolean {
    for (const absence of this.absences({ userId })) this.removeAbsence(userId, absence.from)
    return this.#people.delete(userId)
  }

  managerOf(userId: string): string | null {
    return this.#people.get(userId)?.managerId ?? null
  }

  /** A person, that one's manager, and so on: whom somebody would report to. */
  managersFrom(userId: string): string[] {
    const managers: string[] = []
    let next: string | null = userId
    while (next !== null && !managers.includes(next)) {
      managers.push(next)
      next = this.managerOf(next)
    }
    return managers
  }

  newcomers(): Newcomer[] {
    return [...this.#newcomers.values()].sort((a, b) => (a.userId < b.userId ? -1 : 1))
  }

  /** Notes who signed in and is not in the roster, once. */
  note(newcomer: Newcomer): void {
    const { userId } = newcomer
    if (!this.#people.has(userId) && !this.#newcomers.has(userId)) this.#newcomers.set(userId, newcomer)
  }

  removeNewcomer(userId: string): boolean {
    return this.#newcomers.delete(userId)
  }

  /** The number of people by the calendar of holidays that any of their terms name. */
  peopleOfCalendars(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const { holidayCalendar, terms = [] } of this.#people.values()) {
      const names = new Set([holidayCalendar, ...terms.map((one) => one.holidayCalendar)])
      for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return counts
  }

  absences({ userId, from, to }: Pick<AbsenceFilters, 'userId' | 'from' | 'to'> = {}): Absence[] {
    return [...this.#absences.values()]
      .filter((absence) => userId === undefined || absence.userId === userId)
      .filter(
        (absence) => (from === undefined || absence.to >= from) && (to === undefined || absence.from <= to),
      )
      .sort((a, b) => (absenceKey(a) < absenceKey(b) ? -1 : 1))
  }

  putAbsence(absence: Absence): void {
    this.#absences.set(absenceKey(absence), absence)
  }

  removeAbsence(userId: string, from: string): boolean {
    return this.#absences.delete(absenceKey({ userId, from }))
  }

  get hasCatalogue(): boolean {
    return this.#projects.size > 0
  }

  projectOf(code: string): Project | undefined {
    return this.#projects.get(code)
  }

  projects(activeOn?: string): Project[] {
    return [...this.#projects.values()]
      .filter((project) => activeOn === undefined || isActiveOn(project, activeOn))
      .sort((a, b) => (a.code < b.code ? -1 : 1))
  }

  putProject(project: Project): void {
    this.#projects.set(project.code, project)
  }

  removeProject(code: string): boolean {
    return this.#projects.delete(code)
  }

  clear(): void {
    for (const kept of [this.#people, this.#newcomers, this.#projects, this.#absences]) kept.clear()
  }
}

/** In the order of first day, then person. */
export function absenceKey({ from, userId }: Pick<Absence, 'from' | 'userId'>): string {
  return `${from} ${userId}`
}
