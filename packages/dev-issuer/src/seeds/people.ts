import { createHash } from 'node:crypto'
import { contractorNames, employeeNames } from './names.ts'
import type { Role } from './roles.ts'

/** One seeded person of ABC Inc. `userId` is the `sub` of the tokens. */
export interface Person {
  /** `auth0|` and 24 hexadecimal digits made from the e-mail: the same on every machine. */
  userId: string
  name: string
  nickname: string
  email: string
  kind: 'employee' | 'contractor'
  role: Role
  /** The `userId` of the manager; the two managers have none. */
  managerId?: string
}

/** The password of every seeded person. A demo password: it guards nothing. */
export const demoPassword = 'Timesheets-demo-1'

/** E-mail addresses that documentation and tests may rely on. */
export const namedPeople = {
  employee: 'maria.silva@abc.example',
  contractor: 'john.okafor@contractor.example',
  managers: ['amara.nwosu@abc.example', 'henrik.lindqvist@abc.example'],
  payroll: 'chiara.bianchi@abc.example',
  admin: 'kenji.watanabe@abc.example',
} as const

const managerIds = namedPeople.managers.map(userIdFor)

/** 140 people: 100 employees, then 40 contractors, in a fixed order. */
export const people: readonly Person[] = [
  ...employeeNames.map((name, index) => seed(name, 'employee', index)),
  ...contractorNames.map((name, index) => seed(name, 'contractor', index)),
]

const byLogin = new Map(
  people.flatMap((person) => [[person.email, person] as const, [person.userId, person]]),
)

/** The person with this e-mail address (case-insensitive) or `userId`, or `undefined`. */
export function findPerson(login: string): Person | undefined {
  return byLogin.get(login) ?? byLogin.get(login.toLowerCase())
}

const byNickname = new Map(people.map((person) => [person.nickname, person]))

/** The person with this nickname, or `undefined`. */
export function findByNickname(nickname: string): Person | undefined {
  return byNickname.get(nickname)
}

function seed(name: string, kind: Person['kind'], index: number): Person {
  const localPart = asciiName(name).toLowerCase().replaceAll(' ', '.')
  const email = `${localPart}@${kind === 'employee' ? 'abc.example' : 'contractor.example'}`
  const role = roleOf(email)
  const managerId = role === 'manager' ? undefined : managerIds[index % managerIds.length]
  return {
    userId: userIdFor(email),
    name,
    nickname: localPart,
    email,
    kind,
    role,
    ...(managerId && { managerId }),
  }
}

function roleOf(email: string): Role {
  if (namedPeople.managers.some((manager) => manager === email)) return 'manager'
  if (email === namedPeople.payroll) return 'payroll'
  return email === namedPeople.admin ? 'admin' : 'member'
}

function userIdFor(email: string): string {
  return `auth0|${createHash('sha256').update(email).digest('hex').slice(0, 24)}`
}

function asciiName(name: string): string {
  return name.normalize('NFD').replace(/\p{Mark}/gu, '')
}
