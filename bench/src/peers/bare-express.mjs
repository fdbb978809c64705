// The cost of Express alone: as in its documentation, no middleware, and a response from memory.
import process from 'node:process'
import express from 'express'

const body = JSON.parse(process.env.BODY ?? 'null')

express()
  .get('/readyz', (_req, res) => res.json({ status: 'ready' }))
  .get('/me', (_req, res) => res.json(body))
  .listen(Number(process.env.PORT), '127.0.0.1')
