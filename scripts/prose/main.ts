// Lists what the style check finds, for people who edit: node scripts/prose/main.ts [part of a path ...]
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { root } from '../workspace.ts'
import { findingsIn } from './findings.ts'
import { projectFiles } from './project-files.ts'

const wanted = process.argv.slice(2)
let count = 0
for (const path of await projectFiles()) {
  if (wanted.length > 0 && !wanted.some((part) => path.includes(part))) continue
  for (const { line, text, problem } of findingsIn(path, await readFile(join(root, path), 'utf8'))) {
    console.log(`${path}:${line}  ${problem}\n    ${text}`)
    count++
  }
}
console.log(`${count} findings`)
