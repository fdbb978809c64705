export interface DemoProject {
  readonly code: string
  readonly billable: boolean
  /** Typical notes on its entries; an empty string stands for an entry without a note. */
  readonly notes: readonly string[]
}

const consulting = [
  'design review',
  'workshop with the product owner',
  'pair programming',
  'sprint planning, retrospective',
  'fixed the import of legacy orders',
  'migration: dry run no. 3',
  'on site, with travel',
  'code review',
  'wrote the acceptance tests with QA',
  'performance: the nightly job takes 12 min now',
  'support for go-live',
  'steering committee; minutes are in the wiki',
  'data model for “returns”',
  'clarified the "express" option with the client',
  'Übergabe an das Team in Köln',
  '',
  '',
  '',
]

const client = (code: string): DemoProject => ({ code, billable: true, notes: consulting })

/** The projects that ABC's clients have ordered. */
export const clientProjects: readonly DemoProject[] = [
  ...['ACME-42', 'ACME-57', 'ALPENBAHN-3', 'ALPENBAHN-4', 'BALTICA-11', 'CORDOBA-2', 'DELTA-PORT-7'],
  ...['FJORDBANK-19', 'FJORDBANK-21', 'GRANJA-5', 'HELIOS-14', 'KAWA-8', 'LUMEN-6', 'NORDLICHT-10'],
].map(client)

export const holiday: DemoProject = { code: 'ABC-HOLIDAY', billable: false, notes: [''] }
export const sickLeave: DemoProject = { code: 'ABC-SICK', billable: false, notes: [''] }
export const training: DemoProject = {
  code: 'ABC-TRAINING',
  billable: false,
  notes: ['OAuth 2.1 course', 'internal guild day', 'first aid', 'conference', 'language class', 'exam'],
}
export const sales: DemoProject = {
  code: 'ABC-SALES',
  billable: false,
  notes: ['offer for BALTICA', 'reference visit', 'reply to the tender', 'demo, with travel', ''],
}
export const management: DemoProject = {
  code: 'ABC-INTERNAL',
  billable: false,
  notes: ['one-on-ones', 'hiring: two interviews', 'staffing', 'all-hands', 'budget', ''],
}
