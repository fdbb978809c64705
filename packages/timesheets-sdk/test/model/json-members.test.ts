import { expect, test } from 'vitest'
import { parseJson } from '../../src/decide/request/json.ts'

test.each([
  '{"hours":1,"hours":2}',
  '{"entries":[{"a":1},{"b":{"c":[],"c":[]}}]}',
  '[{"a":1,"\\u0061":2}]',
  '{ "a\\"" \t:\r\n 1, "a\\"":1 }',
  '{"__proto__":1,"__proto__":2}',
  '{"":0,"":0}',
])('a member that an object has twice is found: %s', (text) => {
  expect(parseJson(text)).toMatchObject({
    problem: { code: 'malformed_json', detail: expect.stringContaining('the same member twice') },
  })
})

test.each([
  '{"a":{"a":{"a":[{"a":1},{"a":1}]}}}',
  '{"a":"a","b":"\\"a\\":","c":"\\\\","d":"\\\\\\":"}',
  '{"__proto__":{"a":1},"constructor":2}',
  '["a","a",":",":\\"",null,true,-0,1e3]',
  '"a"',
  'null',
  ` {\n"a" :${'['.repeat(200_000)}${']'.repeat(200_000)}} `,
])('a text in which every member occurs once is read (%#)', (text) => {
  expect('problem' in parseJson(text)).toBe(false)
})
