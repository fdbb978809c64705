import { describe } from 'vitest'
import { importTestBed } from './imports/bed.ts'
import { itReadsWhatWasSeen } from './imports/field.ts'
import { itFindsPeople } from './imports/people.ts'
import { itComesBack } from './imports/round-trip.ts'
import { itJudgesRows } from './imports/rows.ts'
import { itReadsEachTool } from './imports/tools.ts'

describe('an export of another tool', () => {
  // One system for all of them.
  const bed = importTestBed()
  itReadsEachTool(bed)
  itFindsPeople(bed)
  itJudgesRows(bed)
  describe('from the field', () => itReadsWhatWasSeen(bed))
  describe('pushed back', () => itComesBack(bed))
})
