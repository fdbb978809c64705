import { describe, expect, test } from 'vitest'
import {
  type EntryRecord,
  entryFromRecord,
  entryPatchSchema,
  entrySchema,
  newEntrySchema,
  violationsOfSchema,
} from '../../src/model/index.ts'

const record: EntryRecord = {
  id: '01936b2f-0000-7000-8000-000000000001',
  userId: 'auth0|5f7c8ec7',
  date: '2026-11-23',
  project: 'ACME-42',
  minutes: 20,
  note: null,
  billable: true,
  externalId: null,
  externalOwner: null,
  source: 'm2m-push',
  createdAtMs: Date.parse('2026-11-23T17:02:11.123Z'),
  updatedAtMs: Date.parse('2026-11-23T17:02:11.123Z'),
  version: 1,
}

function codesOf(schema: typeof newEntrySchema | typeof entryPatchSchema, value: unknown): string[] {
  const parsed = schema.safeParse(value)
  return parsed.success
    ? []
    : violationsOfSchema(parsed.error, value).map(({ code, path }) => `${path} ${code}`)
}

describe('an entry as the API returns it', () => {
  test('has what its record has, in hours, and leaves out what is absent', () => {
    expect(entryFromRecord(record, 'open')).toEqual({
      id: record.id,
      userId: 'auth0|5f7c8ec7',
      date: '2026-11-23',
      project: 'ACME-42',
      hours: 0.3333,
      billable: true,
      source: 'm2m-push',
      status: 'open',
      createdAt: '2026-11-23T17:02:11.123Z',
      updatedAt: '2026-11-23T17:02:11.123Z',
      version: 1,
    })
  })

  test('has note and externalId where there are any', () => {
    const entry = entryFromRecord({ ...record, note: 'review', externalId: 'crm-1' }, 'approved')
    expect(entry).toMatchObject({ note: 'review', externalId: 'crm-1', status: 'approved' })
    expect(entrySchema.safeParse(entry).success).toBe(true)
  })
})

describe('a new entry', () => {
  const entry = { date: '2026-11-23', project: 'ACME-42', hours: 7.5 }

  test('need not say whether it is billable', () => {
    expect(newEntrySchema.parse(entry)).toEqual(entry)
    expect(newEntrySchema.parse({ ...entry, billable: false })).toMatchObject({ billable: false })
  })

  test.each([
    ['nothing', {}, ['/date missing_field', '/project missing_field', '/hours missing_field']],
    ['text for hours', { ...entry, hours: '7.5' }, ['/hours wrong_type']],
    ['null for a note', { ...entry, note: null }, ['/note wrong_type']],
    ['a slip in a name', { ...entry, proyect: 'x' }, ['/proyect unknown_field']],
    ['a member with a slash', { ...entry, 'a/b~c': 1 }, ['/a~1b~0c unknown_field']],
    ['no date', { ...entry, date: 'yesterday' }, ['/date invalid_format']],
    ['a date of the last century but one', { ...entry, date: '1826-11-23' }, ['/date out_of_range']],
    ['an empty project', { ...entry, project: '' }, ['/project too_short']],
    ['a long project', { ...entry, project: 'x'.repeat(65) }, ['/project too_long']],
    ['a project with a blank end', { ...entry, project: 'ACME ' }, ['/project surrounding_space']],
    ['a project of two lines', { ...entry, project: 'AC\nME' }, ['/project invalid_character']],
    ['half a character', { ...entry, project: '\ud800' }, ['/project invalid_character']],
    ['a note that rings', { ...entry, note: 'ring\u0007' }, ['/note invalid_character']],
    ['half a character in a note', { ...entry, note: '\udc00' }, ['/note invalid_character']],
    ['a long note', { ...entry, note: 'x'.repeat(2_001) }, ['/note too_long']],
    ['a long externalId', { ...entry, externalId: 'x'.repeat(129) }, ['/externalId too_long']],
    ['text for billable', { ...entry, billable: 'yes' }, ['/billable wrong_type']],
  ])('is refused with %s', (_, value, codes) => {
    expect(codesOf(newEntrySchema, value)).toEqual(codes)
  })

  test.each([null, [], 'entry', 7])('is refused where it is none: %j', (value) => {
    expect(codesOf(newEntrySchema, value)).toEqual([' wrong_type'])
  })

  test('takes tabs and line breaks in a note, and every script', () => {
    const note = 'eins\n\tzwei\r\n設計レビュー 👩🏽‍💻'
    expect(newEntrySchema.parse({ ...entry, note })).toMatchObject({ note })
  })
})

describe('a patch', () => {
  test('names only what changes, and may take the note away', () => {
    expect(entryPatchSchema.parse({ note: null })).toEqual({ note: null })
    expect(entryPatchSchema.parse({})).toEqual({})
  })

  test.each([
    [{ userId: 'auth0|ben' }, ['/userId unknown_field']],
    [{ externalId: 'crm-1' }, ['/externalId unknown_field']],
    [{ hours: null }, ['/hours wrong_type']],
  ])('is refused: %j', (value, codes) => {
    expect(codesOf(entryPatchSchema, value)).toEqual(codes)
  })
})

describe('texts of an entry', () => {
  test.each([
    ['an override of direction', 'approved \u202e', 'U+202E after 9 characters'],
    ['an isolate of direction', '\u2067a\u2069', 'U+2067 after 0 characters'],
    ['an embedding of direction', 'a\u202ab', 'U+202A after 1 characters'],
    ['an annotation', 'a\ufff9b', 'U+FFF9 after 1 characters'],
    ['a control character of ISO 8859', 'it\u0092s', 'U+0092 after 2 characters'],
  ])('have no invisible character that changes how they look: %s', (_, text, place) => {
    for (const member of ['note', 'externalId']) {
      const value = { date: '2026-11-23', project: 'ACME', hours: 1, [member]: text }
      expect(codesOf(newEntrySchema, value)).toEqual([`/${member} invalid_character`])
      expect(newEntrySchema.safeParse(value).error?.issues[0]?.message).toContain(place)
    }
    // One that is stored already can still be read.
    expect(entrySchema.shape.note.safeParse(text).success).toBe(true)
  })

  test.each([
    ['marks beside right-to-left letters', '\u05d0 (1)\u200f \u05d1'],
    ['a joined Persian word', '\u0645\u06cc\u200c\u062e'],
    ['a flag of invisible tags', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['lines and tabs', 'a\tb\r\nc\u2028d'],
  ])('may have what languages and emojis need: %s', (_, note) => {
    expect(codesOf(newEntrySchema, { date: '2026-11-23', project: 'ACME', hours: 1, note })).toEqual([])
  })
})

describe('the code of a project', () => {
  const read = (project: string) => newEntrySchema.parse({ date: '2026-11-23', project, hours: 1 }).project

  test.each([
    ['decomposed letters', 'Cafe\u0301', 'Caf\u00e9'],
    ['a no-break space', 'ACME\u00a042', 'ACME 42'],
    ['several spaces', 'ACME \u2009 42', 'ACME 42'],
    ['an emoji of several characters', '\u{1f469}\u200d\u{1f4bb}\ufe0f', '\u{1f469}\u200d\u{1f4bb}\ufe0f'],
    ['a joined Persian word', '\u0645\u06cc\u200c\u062e', '\u0645\u06cc\u200c\u062e'],
  ])('has one spelling: %s', (_, text, expected) => {
    expect(read(text)).toBe(expected)
    expect(entryPatchSchema.parse({ project: text })).toEqual({ project: expected })
  })

  test.each([
    ['a zero-width space', 'ACME\u200b-42'],
    ['a zero-width space alone', '\u200b'],
    ['a mark of direction', 'ACME\u200f'],
    ['an override of direction', '\u202eACME'],
    ['a soft hyphen', 'AC\u00adME'],
    ['a line separator', 'AC\u2028ME'],
    ['a control character', 'AC\u0085ME'],
    ['an invisible tag', 'ACME\u{e0041}'],
    ['a filler', 'AC\u3164ME'],
  ])('has no invisible character: %s', (_, project) => {
    expect(codesOf(newEntrySchema, { date: '2026-11-23', project, hours: 1 })).toEqual([
      '/project invalid_character',
    ])
    // One that is stored already can still be read.
    expect(entrySchema.shape.project.safeParse(project).success).toBe(true)
  })
})
