import { HttpProblem } from '../problem-error.ts'
import { streamedTypes } from '../row-formats.ts'

/** The media types of lists: pages of JSON, or everything as a stream of rows. */
export const listTypes = ['application/json', ...streamedTypes] as const
export type ListType = (typeof listTypes)[number]

/**
 * The media type the client prefers for a list, by `Accept` (RFC 9110 section 12.5.1). Default: JSON.
 *
 * @throws {HttpProblem} `not_acceptable`
 */
export function listTypeOf(accept: string | undefined): ListType {
  // A client that sends nothing in the field has no preference either.
  if (!accept?.trim() || accept === 'application/json' || accept === '*/*') return 'application/json'
  const ranges = accept.split(',').flatMap(rangeOf)
  const wanted = listTypes
    .map((mediaType) => ({ mediaType, ...preferenceOf(mediaType, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || b.precision - a.precision || a.place - b.place)
  if (wanted[0]) return wanted[0].mediaType
  throw new HttpProblem(
    'not_acceptable',
    `this list is available as ${listTypes.join(', ')}: name one of them in Accept`,
  )
}

interface MediaRange {
  readonly type: string
  readonly subtype: string
  readonly quality: number
  readonly place: number
}

const rangePattern = /^\s*([^\s/;]+)\/([^\s;]+)\s*((?:;[^;]*)*)$/
/** The parameters of the media types that lists have. */
const availableParameter = /^\s*(?:charset\s*=\s*"?utf-?8"?|header\s*=\s*"?present"?)\s*$/i
const qualityPattern = /^\s*q\s*=\s*"?([\d.]+)"?\s*$/i

function rangeOf(text: string, place: number): MediaRange[] {
  const [, type, subtype, parameters = ''] = rangePattern.exec(text) ?? []
  if (type === undefined || subtype === undefined) return []
  const given = parameters
    .split(';')
    .slice(1)
    .filter((parameter) => !availableParameter.test(parameter))
  const quality = given.map((parameter) => qualityPattern.exec(parameter)?.[1])
  // A range with another parameter names a media type that is not available here.
  if (quality.some((value) => value === undefined)) return []
  const range = { type: type.toLowerCase(), subtype: subtype.toLowerCase(), place }
  return [{ ...range, quality: quality[0] === undefined ? 1 : Number(quality[0]) }]
}

/** The preference for a media type, by the most precise range that matches it. */
function preferenceOf(mediaType: string, ranges: readonly MediaRange[]) {
  let best = { quality: 0, precision: -1, place: 0 }
  for (const { type, subtype, quality, place } of ranges) {
    const isWithin = type === '*' ? subtype === '*' : `${type}/` === mediaType.slice(0, type.length + 1)
    if (!isWithin || (subtype !== '*' && mediaType !== `${type}/${subtype}`)) continue
    const precision = type === '*' ? 0 : subtype === '*' ? 1 : 2
    if (precision > best.precision) best = { quality, precision, place }
  }
  return best
}

export type BodyType = 'application/json' | 'application/x-ndjson'

const parametersPattern = /;\s*(?:([\w!#$%&'*+.^`|~-]+)=("(?:[^"\\]|\\.)*"|[^\s";,]+)\s*)?/g
const mediaTypePattern = new RegExp(`^\\s*([\\w.+-]+/[\\w.+-]+)\\s*((?:${parametersPattern.source})*)$`)

/**
 * The media type of a body, by `Content-Type`: JSON or, if the operation accepts it, NDJSON, both in UTF-8.
 *
 * @throws {HttpProblem} `unsupported_media_type`
 */
export function bodyTypeOf(contentType: string | undefined, alsoNdjson: boolean): BodyType {
  const accepted: BodyType[] = ['application/json', ...(alsoNdjson ? ['application/x-ndjson' as const] : [])]
  const [, essence, parameters = ''] = mediaTypePattern.exec(contentType ?? '') ?? []
  const mediaType = accepted.find((candidate) => candidate === essence?.toLowerCase())
  if (mediaType && charsetsIn(parameters).every((charset) => /^utf-?8$/i.test(charset))) return mediaType
  throw new HttpProblem(
    'unsupported_media_type',
    `the body must be ${accepted.join(' or ')} in UTF-8: say so in Content-Type`,
    { Accept: accepted.join(', ') },
  )
}

/** All of them: a reader that takes the first would read other characters than one that takes the last. */
function charsetsIn(parameters: string): string[] {
  return [...parameters.matchAll(parametersPattern)]
    .filter(([, name]) => name?.toLowerCase() === 'charset')
    .map(([, , value = '']) => value.replaceAll('"', ''))
}
