import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  csvColumns,
  csvHeader,
  csvLine,
  withFormulaGuard,
  withoutFormulaGuard,
} from '../../src/contract/index.ts'
import type { Entry } from '../../src/model/index.ts'

const entry: Entry = {
  id: '01936b2f-0000-7000-8000-000000000001',
  userId: 'auth0|5f7c8ec7',
  date: '2026-11-23',
  project: 'ACME-42',
  hours: 7.5,
  billable: false,
  source: 'm2m-push',
  status: 'open',
  createdAt: '2026-11-23T17:02:11.123Z',
  updatedAt: '2026-11-23T17:02:11.123Z',
  version: 1,
}

test('the first columns are those that a push needs', () => {
  expect(csvHeader).toBe('userId,date,project,hours,note,billable,externalId,status,id,minutes,version\r\n')
})

test('what is absent is an empty cell', () => {
  expect(csvLine(entry)).toBe(`auth0|5f7c8ec7,2026-11-23,ACME-42,7.5,,false,,open,${entry.id},450,1\r\n`)
})

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-1', "'-1"],
  ['@cmd', "'@cmd"],
  ['\ttab', "'\ttab"],
  ['\n=1', '"\'\n\'=1"'],
  ['＝1', "'＝1"],
  ['for ACME;=1;-2', "for ACME;'=1;'-2"],
  ['a\n- b', '"a\n\'- b"'],
  ['a-b; =c', 'a-b; =c'],
  ["'=1", "''=1"],
  ["'quoted'", "'quoted'"],
  ['=A1,"x"', '"\'=A1,""x"""'],
])('%j is written as %s', (note, cell) => {
  expect(
    csvLine({ ...entry, note })
      .split(`7.5,`)[1]
      ?.split(',false,')[0],
  ).toBe(cell)
})

test('what the guard adds it takes away, and it leaves no formula', () => {
  const text = fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', '\t', '\r', '\n', ';', 'a', '"', ','),
  })
  fc.assert(
    fc.property(text, (original) => {
      const guarded = withFormulaGuard(original)
      expect(guarded).not.toMatch(/^[\t\r\n]|(^|[;\t\r\n])[=+\-@＝]/)
      expect(withoutFormulaGuard(guarded)).toBe(original)
    }),
  )
})

/** RFC 4180, as short as it can be read. */
function readCsv(text: string): string[] {
  const cells = text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?=,|\r\n$)/g)
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}

test('whatever a text holds, a line is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (note, externalId) => {
      const cells = readCsv(csvLine({ ...entry, note, externalId }))
      expect(cells).toHaveLength(csvColumns.length)
      expect(cells.map(withoutFormulaGuard)).toEqual([
        entry.userId,
        entry.date,
        entry.project,
        '7.5',
        note,
        'false',
        externalId,
        'open',
        entry.id,
        '450',
        '1',
      ])
    }),
  )
})
