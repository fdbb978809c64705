import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { Ajv } from 'ajv'
import { scopes } from 'timesheets-sdk/model'
import { describe, expect, it } from 'vitest'
import { apiScopes, clients, emailClaim, rolePermissions } from '../../src/index.ts'
import { tenant } from '../../src/seeds/tenant.ts'
import schema from './auth0-deploy-cli.schema.json' with { type: 'json' }

const folder = fileURLToPath(new URL('../../../../deploy/auth0/', import.meta.url))

interface Named {
  name: string
}

/** The files of a folder, by name. */
async function read<T>(kind: string): Promise<T[]> {
  const names = (await readdir(`${folder}${kind}`)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => JSON.parse(await readFile(`${folder}${kind}/${name}`, 'utf8'))),
  )
}

const assets = async () => {
  const [trigger] = await read('triggers')
  return {
    resourceServers: await read<typeof tenant.api>('resource-servers'),
    clients: await read<Named>('clients'),
    clientGrants: await read<{ client_id: string; audience: string; scope: string[] }>('grants'),
    roles: await read<typeof tenant.roles.employee>('roles'),
    actions: await read<Named & { code: string }>('actions'),
    triggers: trigger as Record<string, { action_name: string }[]>,
  }
}

describe('deploy/auth0', () => {
  // As auth0-deploy-cli does before it calls the tenant; the tool itself takes too long to install.
  it('is valid by the schema of auth0-deploy-cli', async () => {
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema)
    validate(await assets())
    expect(validate.errors).toBeNull()
    validate({ ...(await assets()), clientGrants: [{ client_id: 'x', scope: 'read:timesheets' }] })
    expect(validate.errors).toMatchObject([{ keyword: 'required' }, { keyword: 'type' }])
  })

  it('has placeholders only for what its example configuration replaces', async () => {
    const example = JSON.parse(await readFile(`${folder}config.example.json`, 'utf8'))
    const known = Object.keys(example.AUTH0_KEYWORD_REPLACE_MAPPINGS)
    const used = JSON.stringify(await assets()).match(/##\w+##|@@\w+@@/g) ?? []
    expect([...new Set(used)].sort()).toEqual(known.map((name) => `##${name}##`).sort())
  })

  it('offers the scopes of the API, and grants nothing else', async () => {
    const { resourceServers, clientGrants, roles } = await assets()
    expect(resourceServers.map((api) => api.scopes.map(({ value }) => value))).toEqual([scopes])
    const granted = [
      ...clientGrants.flatMap(({ scope }) => scope),
      ...roles.flatMap(({ permissions }) => permissions.map(({ permission_name }) => permission_name)),
    ]
    expect(granted.filter((scope) => !scopes.some((known) => known === scope))).toEqual([])
    const audiences = [
      ...clientGrants.map(({ audience }) => audience),
      ...roles.flatMap(({ permissions }) => permissions.map((one) => one.resource_server_identifier)),
    ]
    expect(new Set(audiences)).toEqual(new Set([tenant.api.identifier]))
  })

  it('grants only to its own clients, and runs only its own Action', async () => {
    const { clients, clientGrants, actions, triggers } = await assets()
    const names = clients.map(({ name }) => name)
    expect(clientGrants.filter(({ client_id }) => !names.includes(client_id))).toEqual([])
    expect(triggers['post-login']?.map(({ action_name }) => action_name)).toEqual(
      actions.map(({ name }) => name),
    )
  })

  it('adds a verified e-mail address under the name that the API expects, and no other', async () => {
    const [action] = (await assets()).actions
    const exports: { onExecutePostLogin?: (event: object, api: object) => Promise<void> } = {}
    runInNewContext(await readFile(`${folder}${action?.code}`, 'utf8'), { exports })
    const claims: Record<string, string> = {}
    const setCustomClaim = (name: string, value: string) => {
      claims[name] = value
    }
    const signIn = (email: string, email_verified: boolean) =>
      exports.onExecutePostLogin?.({ user: { email, email_verified } }, { accessToken: { setCustomClaim } })
    await signIn('eve@abc.example', false)
    expect(claims).toEqual({})
    await signIn('ann@abc.example', true)
    expect(claims).toEqual({ [emailClaim]: 'ann@abc.example' })
  })
})

describe('dev-issuer', () => {
  it('is seeded from every client, grant and role of deploy/auth0', async () => {
    const files = await assets()
    expect(Object.values(tenant.clients)).toEqual(expect.arrayContaining(files.clients))
    expect(Object.values(tenant.grants)).toEqual(expect.arrayContaining(files.clientGrants))
    expect(Object.values(tenant.roles)).toEqual(expect.arrayContaining(files.roles))
    expect(files.resourceServers).toEqual([tenant.api])
    const seeded = Object.values(clients).map(({ name }) => name)
    expect(seeded).toEqual(expect.arrayContaining(files.clients.map(({ name }) => name)))
  })

  it('serves the same scopes and permissions', () => {
    expect(apiScopes).toEqual(scopes)
    expect(rolePermissions.payroll).toEqual([
      'read:timesheets',
      'read:all-timesheets',
      'approve:timesheets',
      'approve:any',
    ])
    expect(clients['m2m-push'].grants).toEqual(tenant.grants.importer.scope)
  })
})
