import type { NewProject } from '../../../packages/timesheets-sdk/src/model/catalogue.ts'
import { clientProjects, holiday, management, sales, sickLeave, training } from '../projects.ts'
import { seededRandom } from '../random.ts'

const clients: Readonly<Record<string, string>> = {
  ACME: 'Acme Corporation',
  ALPENBAHN: 'Alpenbahn AG',
  BALTICA: 'Baltica Shipping',
  CORDOBA: 'Grupo Córdoba',
  DELTA: 'Delta Port Authority',
  FJORDBANK: 'Fjordbank ASA',
  GRANJA: 'Granja Verde',
  HELIOS: 'Helios Energy',
  KAWA: 'Kawa Robotics',
  LUMEN: 'Lumen Health',
  NORDLICHT: 'Nordlicht Verlag',
}

const work = [
  'order platform',
  'data migration',
  'mobile app',
  'billing',
  'portal',
  'integration',
  'warehouse',
]

const internal: Readonly<Record<string, string>> = {
  [holiday.code]: 'Holiday',
  [sickLeave.code]: 'Sick leave',
  [training.code]: 'Training',
  [sales.code]: 'Offers and demos',
  [management.code]: 'Leading and planning',
}

/** The projects of ABC, by code. */
export function catalogue(): [code: string, project: NewProject][] {
  return [
    ...clientProjects.map(({ code }): [string, NewProject] => {
      const random = seededRandom('project', code)
      const employee = random.pick([110, 120, 135, 150])
      return [
        code,
        {
          name: `${clients[code.split('-')[0] ?? '']}: ${random.pick(work)}`,
          client: clients[code.split('-')[0] ?? ''] ?? code,
          billable: true,
          rates: { currency: 'EUR', employee, contractor: employee - 25 },
        },
      ]
    }),
    ...Object.entries(internal).map(([code, name]): [string, NewProject] => [
      code,
      { name, billable: false },
    ]),
  ]
}
