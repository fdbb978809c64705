import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { type IRouter, Router } from 'express'
import { exchangeOf } from '../http/exchange.ts'
import { methodNotAllowed } from '../http/request/methods.ts'
import { pageSecurityHeaders } from '../http/response/security-headers.ts'
import { sendText } from '../http/response/send.ts'

/** The files of Swagger UI that the page loads; no others are served. */
const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Timesheets API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <noscript>This page requires JavaScript. The same as JSON: <a href="/openapi.json">/openapi.json</a></noscript>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script type="module" src="/docs/initializer.js"></script>
  </body>
</html>
`

// Removes everything that Swagger UI would fetch from other hosts: the issuer's metadata and the validator.
const initializer = `const response = await fetch('/openapi.json')
const api = await response.json()
delete api.components.securitySchemes.openIdConnect
// There is only one server: this one.
delete api.servers
for (const operations of Object.values(api.paths)) {
  for (const operation of Object.values(operations)) {
    operation.security = operation.security.filter((scheme) => !('openIdConnect' in scheme))
  }
}
SwaggerUIBundle({
  spec: api,
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
})
`

/** The documentation page at /docs. It only loads files of this server. */
export function docsRouter(): IRouter {
  const router = Router({ caseSensitive: true, strict: true })
  const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  router.use('/docs', pageSecurityHeaders(), (_req, res, next) => {
    const exchange = exchangeOf(res)
    exchange.operation = 'docs'
    res.setHeader('Cache-Control', 'public, max-age=300')
    next()
  })
  const refuse = methodNotAllowed(['GET'])
  for (const path of ['/docs', '/docs/']) {
    router
      .route(path)
      .get((_req, res) => sendText(res, 200, 'text/html; charset=utf-8', page))
      .all(refuse)
  }
  router
    .route('/docs/initializer.js')
    .get((_req, res) => sendText(res, 200, 'text/javascript; charset=utf-8', initializer))
    .all(refuse)
  for (const asset of assets) {
    router
      .route(`/docs/${asset}`)
      .get((_req, res, next) => {
        res.sendFile(asset, { root, cacheControl: false }, (error) => {
          // After the start of the response only the connection can signal an error.
          if (error && !res.headersSent) next(error)
        })
      })
      .all(refuse)
  }
  return router
}
