import { clients, defaultAudience, demoPassword } from 'dev-issuer'

type MachineId = 'm2m-push' | 'm2m-office' | 'm2m-payroll' | 'm2m-reader'

/** A machine's access token, by client credentials. */
export function machineToken(issuer: string, clientId: MachineId = 'm2m-push'): Promise<string> {
  return tokenFor(issuer, {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clients[clientId].secret,
  })
}

/** A person's access token, by the password grant. `login`: e-mail address or user id. */
export function personToken(issuer: string, login: string, scope?: string): Promise<string> {
  return tokenFor(issuer, {
    grant_type: 'password',
    client_id: clients.cli.clientId,
    username: login,
    password: demoPassword,
    ...(scope === undefined ? {} : { scope }),
  })
}

async function tokenFor(issuer: string, form: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(new URL('oauth/token', issuer), {
    method: 'POST',
    body: new URLSearchParams({ ...form, audience: defaultAudience }),
  })
  const body = (await response.json()) as { access_token?: string }
  if (!body.access_token) throw new Error(`no token: ${response.status} ${JSON.stringify(body)}`)
  return body.access_token
}
