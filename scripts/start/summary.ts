import { demoPassword, namedPeople } from '../workspace.ts'
import { cliProgram, machineEnv } from './cli.ts'
import { apiUrl, docsUrl, issuerUrl, webUrl } from './services.ts'
import type { StartSettings } from './settings.ts'

/** The addresses and sign-ins that a person needs after the start. */
export function summary(settings: StartSettings, file: string): string {
  const people = [
    [namedPeople.employee, 'employee'],
    [namedPeople.contractor, 'contractor'],
    [namedPeople.managers[0], 'manager'],
    [namedPeople.payroll, 'payroll'],
    [namedPeople.admin, 'administrator'],
  ] as const
  const env = Object.entries(machineEnv(settings)).map(([name, value]) => `  ${name}=${value} \\`)
  return [
    `application  ${webUrl(settings)}   (log a week; as a manager: approve weeks)`,
    `API          ${apiUrl(settings)}`,
    `its pages    ${apiUrl(settings)}/docs`,
    `guides       ${docsUrl(settings)}`,
    `sign-in      ${issuerUrl(settings)}   (dev-issuer: for development only)`,
    '',
    `People to sign in as, all with the password ${demoPassword}:`,
    ...people.map(([email, role]) => `  ${email.padEnd(32)} ${role}`),
    '',
    'The same push again, from another terminal:',
    ...env,
    `  npx pnpm@12 exec node ${cliProgram} push ${file}`,
    '',
  ].join('\n')
}
