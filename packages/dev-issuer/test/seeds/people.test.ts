import { describe, expect, it } from 'vitest'
import { findPerson, namedPeople, people } from '../../src/index.ts'

describe('people', () => {
  it('are 100 employees and 40 contractors', () => {
    expect(people).toHaveLength(140)
    expect(people.filter((person) => person.kind === 'employee')).toHaveLength(100)
  })

  it('have unique ids and e-mail addresses of the form that tokens and documents use', () => {
    expect(new Set(people.map((person) => person.userId)).size).toBe(140)
    expect(new Set(people.map((person) => person.email)).size).toBe(140)
    for (const person of people) {
      expect(person.userId).toMatch(/^auth0\|[0-9a-f]{24}$/)
      expect(person.email).toMatch(/^[a-z-]+(\.[a-z-]+)+@(abc|contractor)\.example$/)
    }
  })

  it('keep their ids for ever', () => {
    expect(findPerson('maria.silva@abc.example')?.userId).toBe('auth0|9cea6847f0ab33f4eaa37f52')
    expect(people.at(-1)?.email).toBe('wei.zhang@contractor.example')
  })

  it('have two managers, one payroll person and one admin', () => {
    const withRole = (role: string) =>
      people.filter((person) => person.role === role).map(({ email }) => email)
    expect(withRole('manager')).toEqual(namedPeople.managers)
    expect(withRole('payroll')).toEqual([namedPeople.payroll])
    expect(withRole('admin')).toEqual([namedPeople.admin])
  })

  it('report to one of the two managers, who report to nobody', () => {
    const managers = people.filter((person) => person.role === 'manager').map((person) => person.userId)
    for (const person of people) {
      if (person.role === 'manager') expect(person.managerId).toBeUndefined()
      else expect(managers).toContain(person.managerId)
    }
  })
})

describe('findPerson', () => {
  it('finds by e-mail, whatever its case, and by user id', () => {
    const maria = findPerson('Maria.Silva@abc.example')
    expect(maria?.name).toBe('Maria Silva')
    expect(findPerson(maria?.userId ?? '')).toBe(maria)
    expect(findPerson('nobody@abc.example')).toBeUndefined()
  })
})
