import { datesOfWeek } from 'timesheets-sdk/model'
import { describe, expect, it } from 'vitest'
import { type EnteredSearch, enterSearch } from '../../../src/components/project-picker/enter-search.ts'
import { matchingChoices, projectChoices } from '../../../src/components/project-picker/project-choices.ts'

describe('Enter in the search', () => {
  const choices = projectChoices(['KAWASAKI-1', 'KAWASAKI-2', 'ACME'], [], datesOfWeek('2026-W48'))
  const enter = (typed: string, part: Partial<EnteredSearch> = {}) =>
    enterSearch({
      typed,
      matches: matchingChoices(choices, typed),
      highlighted: undefined,
      isMovedTo: false,
      unlisted: 'asked',
      ...part,
    })

  it('takes the only match, and one that is named exactly', () => {
    expect(enter('acm')).toEqual({ code: 'ACME' })
    expect(enter('kawasaki-2')).toEqual({ code: 'KAWASAKI-2' })
  })

  it('takes the highlighted match of several, and none where none is highlighted', () => {
    expect(enter('kawa', { highlighted: 'KAWASAKI-1' })).toEqual({ code: 'KAWASAKI-1' })
    expect(enter('kawa', { highlighted: 'KAWASAKI-2', isMovedTo: true })).toEqual({ code: 'KAWASAKI-2' })
    expect(enter('kawa')).toEqual({ problem: 'several' })
    expect(enter('')).toEqual({ problem: 'nothing' })
  })

  it('takes a code of one’s own by an explicit choice alone, and freely where there is no catalogue', () => {
    expect(enter('kiwi', { highlighted: 'kiwi' })).toEqual({ problem: 'unlisted' })
    expect(enter('kiwi', { highlighted: 'kiwi', isMovedTo: true })).toEqual({ code: 'kiwi' })
    expect(enter('kiwi', { unlisted: 'rejected' })).toEqual({ problem: 'unknown' })
    expect(enter('kiwi', { unlisted: 'free' })).toEqual({ code: 'kiwi' })
    expect(enter('kawa', { unlisted: 'free' })).toEqual({ problem: 'several' })
  })
})
