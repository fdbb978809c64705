import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Person, people } from 'dev-issuer'
import type { Entry } from 'timesheets-sdk/model'
import { afterAll, beforeAll } from 'vitest'
import { tokenEnv } from '../../support/cli.ts'
import { runCliHere } from '../../support/cli-here.ts'
import { clientWith, entriesOf } from '../../support/client.ts'
import type { Ending } from '../../support/process.ts'
import { startSystem, type TestSystem } from '../../support/system.ts'
import { personToken } from '../../support/tokens.ts'

/** A person with a name in two parts, as some tools export it. */
export interface NamedPerson extends Person {
  readonly firstName: string
  readonly lastName: string
}

type Owner = Pick<Person, 'userId'>

/** The parts that the tests of imports share. `system` runs while tests do. */
export interface ImportTestBed {
  readonly system: TestSystem
  /** A file with everyone's user id, email and name. */
  readonly peopleFile: string
  /** Each test has a person of its own, so that none sees the entries of another. */
  nextPerson(): NamedPerson
  /** Writes a file into the folder of the system, and returns its path. */
  file(name: string, content: string): Promise<string>
  /** Pushes a file as the machine, with the file of people. */
  push(path: string, ...flags: string[]): Promise<Ending>
  /** How the CLI runs with a token. */
  withToken(token: string): { readonly cwd: string; readonly env: Record<string, string> }
  stored(person: Owner): Promise<Entry[]>
  /** Date and hours of each stored entry, sorted. */
  hoursOf(person: Owner): Promise<string[]>
}

/** Starts the system before the tests of a file, and stops it afterwards. */
export function importTestBed(): ImportTestBed {
  let system: TestSystem
  let peopleFile = ''
  const unused = people.filter(({ role }) => role === 'member').values()

  beforeAll(async () => {
    system = await startSystem({ engine: 'sqlite' })
    const rows = people.map(({ userId, email, name }) => `${userId},${email},${name}`)
    peopleFile = await file('people.csv', ['userId,email,name', ...rows].join('\n'))
  })
  afterAll(() => system?.[Symbol.asyncDispose]())

  async function file(name: string, content: string): Promise<string> {
    const path = join(system.folder, name)
    await writeFile(path, content)
    return path
  }

  async function stored({ userId }: Owner): Promise<Entry[]> {
    const token = await personToken(system.issuer.issuer, userId)
    return entriesOf(clientWith(system.api.url, token))
  }

  return {
    get system() {
      return system
    },
    get peopleFile() {
      return peopleFile
    },
    nextPerson() {
      const { value } = unused.next()
      if (!value) throw new RangeError('there are more tests than people')
      const [firstName = '', ...others] = value.name.split(' ')
      return { ...value, firstName, lastName: others.join(' ') }
    },
    file,
    push: (path, ...flags) =>
      runCliHere(['push', path, '--people', peopleFile, ...flags], system.asMachine()),
    withToken: (token) => ({
      cwd: system.folder,
      env: tokenEnv({ api: system.api.url, home: system.folder }, token),
    }),
    stored,
    hoursOf: async (person) => (await stored(person)).map(({ date, hours }) => `${date} ${hours}`).toSorted(),
  }
}
