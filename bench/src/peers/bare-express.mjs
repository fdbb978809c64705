// What Express costs by itself: as in its documentation, nothing before the route, the answer in memory.
import process from 'node:process'
import express from 'express'

const answer = JSON.parse(process.env.ANSWER ?? 'null')

express()
  .get('/readyz', (_req, res) => res.json({ status: 'ready' }))
  .get('/me', (_req, res) => res.json(answer))
  .listen(Number(process.env.PORT), '127.0.0.1')
