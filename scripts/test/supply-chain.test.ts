import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../workspace.ts'

const read = (path: string) => readFile(join(root, path), 'utf8')
const workspace = await read('pnpm-workspace.yaml')
const programs = ['api-server', 'cli', 'dev-issuer', 'web-demo']

test.each(programs)('%s names the exact version of everything it bundles or installs', async (name) => {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(await read(`packages/${name}/package.json`))
  const versions = Object.entries<string>({ ...dependencies, ...devDependencies })
  expect(
    versions.filter(([, version]) => !/^(\d+\.\d+\.\d+(-[\w.]+)?|catalog:|workspace:.*)$/.test(version)),
  ).toEqual([])
})

test('the versions that packages share are exact', () => {
  const catalog = /^catalog:\n((?: {2}.*\n?)+)/m.exec(workspace)?.[1] ?? ''
  const versions = catalog.trim().split('\n')
  expect(versions.length).toBeGreaterThan(5)
  expect(versions.filter((line) => !/: \d+\.\d+\.\d+$/.test(line))).toEqual([])
})

test('every exception of the audit has a reason beside it', () => {
  const exceptions = workspace.split('\n').filter((line) => /^\s+- (GHSA|CVE)-/.test(line))
  expect(exceptions.filter((line) => !/# \S.{20,}/.test(line))).toEqual([])
})

test('the audit stays out of the offline test command', async () => {
  const { scripts } = JSON.parse(await read('package.json'))
  expect(scripts['audit:check']).toBe('pnpm audit --audit-level low')
  expect(`${scripts.test} ${scripts.check}`).not.toContain('audit')
})
