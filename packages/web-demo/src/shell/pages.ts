import { seesPeriods } from 'timesheets-sdk/rules'
import type { CallerInfo } from '../api/context.ts'

export interface PageInfo {
  readonly path: string
  /** Its name among the texts of the application. */
  readonly text:
    | 'week'
    | 'month'
    | 'entries'
    | 'reports'
    | 'team'
    | 'approvals'
    | 'payroll'
    | 'people'
    | 'projects'
    | 'settings'
  /** Whether the navigation has it in the menu of those who run the company. Default: beside the others. */
  readonly isInMenu?: true
  /** Whether a person may open it. Default: everyone may. */
  readonly isFor?: (caller: CallerInfo) => boolean
}

const approvers = ({ may }: CallerInfo) => may('approve:timesheets')
const administrators = ({ may }: CallerInfo) => may('manage:timesheets')

/** The pages of the navigation, in its order. */
const pages: readonly PageInfo[] = [
  { path: '/week', text: 'week' },
  { path: '/month', text: 'month' },
  { path: '/entries', text: 'entries' },
  { path: '/reports', text: 'reports' },
  { path: '/team', text: 'team', isFor: approvers },
  { path: '/approvals', text: 'approvals', isFor: approvers },
  { path: '/payroll', text: 'payroll', isFor: seesPeriods },
  { path: '/people', text: 'people', isInMenu: true, isFor: administrators },
  { path: '/projects', text: 'projects', isInMenu: true, isFor: administrators },
  { path: '/settings', text: 'settings', isInMenu: true, isFor: administrators },
]

/** The pages that a person may open. */
export function pagesFor(caller: CallerInfo | undefined): readonly PageInfo[] {
  return pages.filter(({ isFor }) => isFor === undefined || (caller !== undefined && isFor(caller)))
}

/** Whether a person may open the page at this path. */
export function mayOpen(path: string, caller: CallerInfo): boolean {
  return pagesFor(caller).some((page) => page.path === path)
}
