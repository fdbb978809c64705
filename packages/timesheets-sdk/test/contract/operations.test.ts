import { describe, expect, test } from 'vitest'
import { commonProblems, type Operation, operations, pathOf, problemKinds } from '../../src/contract/index.ts'
import { scopes } from '../../src/model/index.ts'

const all: [string, Operation][] = Object.entries(operations)

describe.each(all)('%s', (_, operation) => {
  test('has a response, and requires an existing scope', () => {
    expect(Object.keys(operation.responses).every((status) => status.startsWith('2'))).toBe(true)
    const asked = [operation.scope].flat()
    expect(asked.filter((scope) => scope !== null && !scopes.includes(scope))).toEqual([])
    expect(asked.length).toBeGreaterThan(0)
  })

  test('names problems that there are, none of them twice', () => {
    const problems = [...operation.problems, ...commonProblems]
    expect(problems.filter((code) => !Object.hasOwn(problemKinds, code))).toEqual([])
    expect(new Set(problems).size).toBe(problems.length)
  })

  test('has a body, with a bound, where its method has one', () => {
    const takesBody = ['POST', 'PUT', 'PATCH'].includes(operation.method)
    expect(operation.body !== undefined).toBe(takesBody)
    expect(operation.body?.maximumBytes ?? 1).toBeGreaterThan(0)
  })

  test('takes an idempotency key where its method is POST', () => {
    expect(operation.idempotencyKey === true).toBe(operation.method === 'POST')
  })
})

test('no two operations have the same method and path', () => {
  const names = all.map(([, { method, path }]) => `${method} ${path}`)
  expect(new Set(names).size).toBe(names.length)
})

test.each(all.filter(([, { path }]) => path.includes('{')))(
  '%s takes no path argument that would lead to another operation',
  (_, { path }) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
    const good = Object.fromEntries(names.map((name) => [name, 'a']))
    expect(new URL(pathOf({ path }, good), 'https://api.example').pathname).toBe(pathOf({ path }, good))
    for (const name of names) {
      for (const value of ['', '.', '..', '\ud800']) {
        expect(() => pathOf({ path }, { ...good, [name]: value })).toThrow(RangeError)
      }
    }
  },
)

test('a path is filled in, and what is filled in is encoded', () => {
  expect(pathOf(operations.getEntry, { id: 'a/b?c#d e' })).toBe('/timesheets/a%2Fb%3Fc%23d%20e')
  expect(pathOf(operations.listEntries)).toBe('/timesheets')
  expect(() => pathOf(operations.getEntry)).toThrow(RangeError)
})
