import { describe, expect, it, test } from 'vitest'
import { people } from '../support/exports.ts'

describe('readPeople', () => {
  const csv =
    'userId,email,name\nauth0|maria,maria@abc.example,Maria Jung\nauth0|maria,mj@old.example,\nauth0|li,,Li Wei\n'

  it('knows a person by any of their addresses', async () => {
    const directory = await people(csv)
    expect(directory.match({ email: 'MARIA@abc.example', name: 'another name' })).toEqual({
      userId: 'auth0|maria',
    })
    expect(directory.match({ email: 'mj@old.example' })).toEqual({ userId: 'auth0|maria' })
  })

  it('knows a person by their name where an export has no addresses', async () => {
    const directory = await people(csv)
    expect(directory.match({ name: 'maria jung' })).toEqual({ userId: 'auth0|maria' })
    expect(directory.match({ name: 'LI WEI' })).toEqual({ userId: 'auth0|li' })
  })

  it('goes by the name in spite of an address only with people whose address it does not know', async () => {
    const directory = await people(csv)
    expect(directory.match({ email: 'li@abc.example', name: 'Li Wei' })).toEqual({ userId: 'auth0|li' })
    expect(directory.match({ email: 'other@abc.example', name: 'Maria Jung' })).toEqual({
      problem: 'unknown',
      message:
        'nobody of the people has the address "other@abc.example"; line 2 has this name with another address',
    })
  })

  it('says whom it does not know', async () => {
    const directory = await people(csv)
    expect(directory.match({ name: 'Noor' })).toEqual({
      problem: 'unknown',
      message: 'nobody of the people is called "Noor"',
    })
    expect(directory.match({})).toMatchObject({ problem: 'unknown', message: 'the row names nobody' })
  })

  it('takes rows without the empty cells at their end, which a spreadsheet omits', async () => {
    const directory = await people('userId,email,name\nauth0|maria,maria@abc.example\nauth0|li,,Li Wei\n')
    expect(directory.match({ email: 'maria@abc.example' })).toEqual({ userId: 'auth0|maria' })
  })

  it('puts first and last name together', async () => {
    const directory = await people('First Name;Last Name;User ID\nMaria;Jung;auth0|maria\n;Cher;auth0|cher\n')
    expect(directory.match({ name: 'Maria Jung' })).toEqual({ userId: 'auth0|maria' })
    expect(directory.match({ name: 'Cher' })).toEqual({ userId: 'auth0|cher' })
  })

  it('lets two people have one name, and names both lines where only the name tells', async () => {
    const directory = await people(
      'userId,email,name\nauth0|1,one@abc.example,Li Wei\nauth0|2,two@abc.example,li wei\n',
    )
    expect(directory.match({ email: 'two@abc.example', name: 'Li Wei' })).toEqual({ userId: 'auth0|2' })
    expect(directory.match({ name: 'Li Wei' })).toEqual({
      problem: 'ambiguous',
      message: 'the name "Li Wei" belongs to auth0|1 and to auth0|2: lines 2 and 3 of the people',
    })
  })

  it('refuses one address for two people, and names both lines', async () => {
    const twice = people('userId,email\nauth0|1,one@abc.example\nauth0|2,ONE@abc.example\n')
    await expect(twice).rejects.toMatchObject({ code: 'ambiguous_person', line: 3 })
    await expect(twice).rejects.toThrow('is auth0|2 here and auth0|1 in line 2')
  })

  it('takes a placeholder as no address', async () => {
    const directory = await people('userId,email,name\nauth0|1,n/a,Mira\nauth0|2,n/a,Tom\n')
    expect(directory.match({ name: 'Tom' })).toEqual({ userId: 'auth0|2' })
  })

  it('takes the same row twice', async () => {
    const directory = await people('userId,email\nauth0|1,one@abc.example\nauth0|1,one@abc.example\n')
    expect(directory.match({ email: 'one@abc.example' })).toEqual({ userId: 'auth0|1' })
  })

  test.each([
    ['email,name\n', 'missing_column', 1],
    ['userId\nauth0|1\n', 'missing_column', 1],
    ['userId,email,E-Mail\n', 'duplicate_column', 1],
    ['userId,email\n,one@abc.example\n', 'invalid_person', 2],
    ['userId,email\nauth0|1,\n', 'invalid_person', 2],
    ['userId,email\nauth0|1,a,b\n', 'invalid_person', 2],
    ['userId,email\nauth0|1,#N/A\n', 'invalid_person', 2],
    ['userId,email,name\nauth0|1,n/a,-\n', 'invalid_person', 2],
    ['userId,email\nauth0|1,"a"b\n', 'invalid_person', 2],
    [`userId,email\n${'x'.repeat(256)},a\n`, 'invalid_person', 2],
    ['', 'empty_file', undefined],
  ])('refuses %j', async (content, code, line) => {
    await expect(people(content)).rejects.toMatchObject({ code, line })
  })
})
