import { describe } from 'vitest'
import { companyTestBed } from './company/bed.ts'
import { itImports } from './company/imports.ts'
import { itPaysOut } from './company/payroll.ts'
import { itKeepsPeople } from './company/people.ts'
import { itIsOnesOwn } from './company/profile.ts'
import { itKeepsProjects } from './company/projects.ts'
import { itReports, itShowsTheTeam } from './company/reports.ts'
import { itHasSettings } from './company/settings.ts'
import { itDelivers } from './company/webhooks.ts'

// One system for all of them.
const bed = companyTestBed()

describe('reports', () => itReports(bed))
describe('the team', () => itShowsTheTeam(bed))
describe('people', () => itKeepsPeople(bed))
describe('imports', () => itImports(bed))
describe('projects', () => itKeepsProjects(bed))
describe('the application', () => itIsOnesOwn(bed))
describe('settings', () => itHasSettings(bed))
describe('webhooks', () => itDelivers(bed))
describe('payroll', () => itPaysOut(bed))
