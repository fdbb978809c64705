// Calls the handler once, as the platform would: node invoke.ts < event.json
import process from 'node:process'
import { json } from 'node:stream/consumers'
import { handler } from './handler.ts'

console.log(JSON.stringify(await handler((await json(process.stdin)) as Parameters<typeof handler>[0])))
