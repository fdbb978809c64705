import { readFile, writeFile } from 'node:fs/promises'
import { generatedParts, withGenerated } from './generated.ts'

for (const { document, name, part } of await generatedParts()) {
  await writeFile(document, withGenerated(await readFile(document, 'utf8'), name, part))
}
