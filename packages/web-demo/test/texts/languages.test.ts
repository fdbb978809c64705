import { expect, it } from 'vitest'
import { keysDe, keysEn } from '../../src/components/keys-texts.ts'
import { approvalsDe } from '../../src/features/approvals/texts-de.ts'
import { approvalsEn } from '../../src/features/approvals/texts-en.ts'
import { entriesDe } from '../../src/features/entries/texts-de.ts'
import { entriesEn } from '../../src/features/entries/texts-en.ts'
import { historyLanguages } from '../../src/features/history/texts.ts'
import { profileDe } from '../../src/features/profile/texts-de.ts'
import { profileEn } from '../../src/features/profile/texts-en.ts'
import { settingsDe } from '../../src/features/settings/texts-de.ts'
import { settingsEn } from '../../src/features/settings/texts-en.ts'
import { paletteDe } from '../../src/shell/palette/texts-de.ts'
import { paletteEn } from '../../src/shell/palette/texts-en.ts'
import { de } from '../../src/texts/de.ts'
import { en } from '../../src/texts/en.ts'

/** Every text with its place, functions called with the numbers that tell singular from plural. */
function texts(catalogue: object, number: number, place = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([name, value]): [string, string][] => {
    const path = `${place}/${name}`
    if (typeof value === 'string') return [[path, value]]
    if (typeof value === 'function') return [[path, String(value(...Array(3).fill(number)))]]
    return texts(value as object, number, path)
  })
}

const catalogues = {
  all: [en, de],
  keys: [keysEn, keysDe],
  entries: [entriesEn, entriesDe],
  palette: [paletteEn, paletteDe],
  approvals: [approvalsEn, approvalsDe],
  history: [historyLanguages.en, historyLanguages.de],
  profile: [profileEn, profileDe],
  settings: [settingsEn, settingsDe],
} as const

it.each(
  Object.entries(catalogues).flatMap(([name, languages]) =>
    [1, 2].map((number) => ({ name, languages, number })),
  ),
)('German says everything that English says: $name, of $number', ({ languages: [first, second], number }) => {
  const english = texts(first, number)
  const german = new Map(texts(second, number))
  expect([...german.keys()]).toEqual(english.map(([place]) => place))
  for (const [place, text] of [...english, ...german]) {
    expect(text, place).not.toBe('')
    expect(text, place).not.toMatch(/undefined|NaN|\[object/)
  }
})
