import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../workspace.ts'

const { stdout } = await promisify(execFile)('git', ['ls-files', '-z', 'packages/*/package.json'], {
  cwd: root,
})
const manifests = await Promise.all(
  stdout
    .split('\0')
    .filter(Boolean)
    .map(async (path) => JSON.parse(await readFile(join(root, path), 'utf8'))),
)
const published = manifests.filter((manifest) => !manifest.private)
const config = JSON.parse(await readFile(join(root, '.changeset/config.json'), 'utf8'))

test('the published packages share one version, as changesets are told', () => {
  const names = published.map(({ name }) => name)
  expect(names).toContain('timesheets-sdk')
  expect(config.fixed.map((group: string[]) => group.toSorted())).toEqual([names.toSorted()])
  expect(new Set(published.map(({ version }) => version)).size).toBe(1)
})

test.each(published.map((manifest) => [manifest.name, manifest]))(
  '%s is published with provenance, and brings its built files only',
  (_, { publishConfig, files, engines }) => {
    expect(publishConfig).toEqual({ access: 'public', provenance: true })
    expect(files).toContain('dist')
    expect(engines.node).toMatch(/^>=\d+/)
  },
)

test('a program depends on nothing that its bundle already has', () => {
  for (const { name, bin, dependencies = {} } of published.filter(({ bin }) => bin !== undefined))
    expect(Object.keys(dependencies), `${name}, ${bin}`).not.toContain('timesheets-sdk')
})
