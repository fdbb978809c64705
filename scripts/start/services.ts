import { join } from 'node:path'
import { audience } from '../workspace.ts'
import { Service } from './service.ts'
import type { StartSettings } from './settings.ts'

export const issuerUrl = ({ issuerPort }: StartSettings) => `http://localhost:${issuerPort}/`
export const webUrl = ({ webPort }: StartSettings) => `http://localhost:${webPort}`
export const docsUrl = ({ docsPort }: StartSettings) => `http://localhost:${docsPort}`
export const apiUrl = ({ apiPort }: StartSettings) => `http://localhost:${apiPort}`

/**
 * Passwords are printed when all of this has started, so other machines must not reach it. dev-issuer listens
 * there only.
 */
const host = '127.0.0.1'

export function startIssuer(settings: StartSettings): Service {
  return new Service({
    name: 'the authorization server (dev-issuer)',
    program: 'packages/dev-issuer/dist/main.js',
    env: { PORT: String(settings.issuerPort), AUDIENCE: audience, SPA_ORIGINS: webUrl(settings) },
    logFile: join(settings.dataDirectory, 'logs', 'issuer.log'),
    readyUrl: `${issuerUrl(settings)}.well-known/openid-configuration`,
  })
}

export function startApi(settings: StartSettings): Service {
  return new Service({
    name: 'the API',
    program: 'packages/api-server/dist/main.js',
    env: {
      PORT: String(settings.apiPort),
      HOST: host,
      ISSUER_BASE_URL: issuerUrl(settings),
      AUDIENCE: audience,
      DATA_DIR: settings.dataDirectory,
      CORS_ORIGINS: webUrl(settings),
      DOCUMENTATION_URL: docsUrl(settings),
      // A webhook receiver under test runs on this machine too.
      WEBHOOK_ALLOW_PRIVATE: 'true',
    },
    logFile: join(settings.dataDirectory, 'logs', 'api.log'),
    readyUrl: `${apiUrl(settings)}/readyz`,
  })
}

export function startWeb(settings: StartSettings): Service {
  return new Service({
    name: 'the application',
    program: 'packages/web-demo/server/main.ts',
    env: {
      PORT: String(settings.webPort),
      HOST: host,
      VITE_API_URL: apiUrl(settings),
      VITE_ISSUER: issuerUrl(settings),
      VITE_AUDIENCE: audience,
    },
    logFile: join(settings.dataDirectory, 'logs', 'web.log'),
    readyUrl: `${webUrl(settings)}/config.json`,
  })
}

export function startDocs(settings: StartSettings): Service {
  return new Service({
    name: 'the documentation',
    program: 'tools/site/src/main.ts',
    env: { PORT: String(settings.docsPort) },
    logFile: join(settings.dataDirectory, 'logs', 'docs.log'),
    readyUrl: `${docsUrl(settings)}/readyz`,
  })
}
