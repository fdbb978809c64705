import { bareSubject, type Wording, wordings } from './wording.ts'

/** The widest line of a comment or of a paragraph, as wide as the code beside it. */
export const maxColumns = 110

/** One place that reads badly: `line` counts from 1. */
export type Finding = { readonly line: number; readonly text: string; readonly problem: string }

const comment = /^\s*(?:\/\*\*?|\*\/|\*|\/\/)\s?|\s\/\/ /
const fence = /^\s*```/
const unwrappable = /^\s*(?:\||\[[^\]]+\]: )|https?:\/\/\S{60,}/

/** What the style check finds in one file. Markdown is checked outside its code blocks, code everywhere. */
export function findingsIn(path: string, content: string): Finding[] {
  return path.endsWith('.md') ? inMarkdown(content) : inCode(content)
}

function inCode(content: string): Finding[] {
  return content.split('\n').flatMap((text, index) => {
    const isComment = comment.test(text)
    const sentence = isComment ? text.replace(/^\s*(?:\/\*\*?|\*|\/\/)\s?/, '') : ''
    const problems = [...worded(text, wordings), ...worded(sentence, [bareSubject])]
    if (isComment && text.length > maxColumns && !unwrappable.test(text)) problems.push(tooWide(text))
    return problems.map((problem) => ({ line: index + 1, text: text.trim(), problem }))
  })
}

function inMarkdown(content: string): Finding[] {
  let isCode = false
  let isParagraphStart = true
  return content.split('\n').flatMap((text, index) => {
    if (fence.test(text)) isCode = !isCode
    if (isCode) return []
    const problems = worded(text, wordings)
    if (isParagraphStart)
      problems.push(...worded(text.replace(/^\s*(?:[-*]|\d+\.)\s+(?:\*\*)?/, ''), [bareSubject]))
    isParagraphStart = text.trim() === ''
    if (text.length > maxColumns && !unwrappable.test(text)) problems.push(tooWide(text))
    return problems.map((problem) => ({ line: index + 1, text: text.trim(), problem }))
  })
}

function worded(text: string, all: readonly Wording[]): string[] {
  return all.flatMap(({ pattern, instead }) => {
    const found = pattern.exec(text)
    return found ? [`"${found[0]}": write ${instead}`] : []
  })
}

const tooWide = (text: string) => `${text.length} columns: ${maxColumns} are the most`
