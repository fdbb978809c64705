import cli from '../../../../deploy/auth0/clients/cli.json' with { type: 'json' }
import importer from '../../../../deploy/auth0/clients/import.json' with { type: 'json' }
import mobile from '../../../../deploy/auth0/clients/mobile.json' with { type: 'json' }
import office from '../../../../deploy/auth0/clients/office.json' with { type: 'json' }
import payrollClient from '../../../../deploy/auth0/clients/payroll.json' with { type: 'json' }
import reporting from '../../../../deploy/auth0/clients/reporting.json' with { type: 'json' }
import spa from '../../../../deploy/auth0/clients/spa.json' with { type: 'json' }
import importGrant from '../../../../deploy/auth0/grants/import.json' with { type: 'json' }
import officeGrant from '../../../../deploy/auth0/grants/office.json' with { type: 'json' }
import payrollGrant from '../../../../deploy/auth0/grants/payroll.json' with { type: 'json' }
import reportingGrant from '../../../../deploy/auth0/grants/reporting.json' with { type: 'json' }
import api from '../../../../deploy/auth0/resource-servers/timesheets.json' with { type: 'json' }
import administrator from '../../../../deploy/auth0/roles/administrator.json' with { type: 'json' }
import employee from '../../../../deploy/auth0/roles/employee.json' with { type: 'json' }
import manager from '../../../../deploy/auth0/roles/manager.json' with { type: 'json' }
import payroll from '../../../../deploy/auth0/roles/payroll.json' with { type: 'json' }

/**
 * The files of `deploy/auth0`, from which a real tenant is made. The seeds are read from them, so that the
 * stand-in and the tenant have the same clients, scopes, roles and lifetimes.
 */
export const tenant = {
  api,
  clients: { cli, importer, mobile, office, payroll: payrollClient, reporting, spa },
  grants: { importer: importGrant, office: officeGrant, payroll: payrollGrant, reporting: reportingGrant },
  roles: { administrator, employee, manager, payroll },
} as const
