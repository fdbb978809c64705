import { readFile, writeFile } from 'node:fs/promises'
import { withGenerated } from './generated.ts'
import { transitionTable } from './transition-table.ts'

const path = new URL('../../docs/weeks.md', import.meta.url)
await writeFile(path, withGenerated(await readFile(path, 'utf8'), 'transitions', transitionTable()))
