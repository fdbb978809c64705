export type DecimalSeparator = '.' | ','

/** A decimal number as written, or the reason why it cannot be read. */
export type DecimalReading =
  | {
      readonly value: number
      /** Digits after the separator. */
      readonly digits: number
      /** The decimal separator, if this text alone proves it. */
      readonly proves: DecimalSeparator | undefined
    }
  | 'ambiguous'
  | undefined

/** Between thousands only: `1 30` is not a number, and could mean 1:30. */
const blanksAndApostrophes = /(\d)[\s'’](?=\d{3}(?!\d))/g
const plain = /^\d+$/
const oneKind = /^(\d*)([.,])(\d*)$/
const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)([.,])(\d*))?$/

/**
 * A number with `.` or `,` before its decimals, and optionally the other one, spaces or apostrophes between
 * thousands. `1,500` is one and a half or fifteen hundred: `separator`, proved by the rest of the file,
 * decides.
 *
 * `undefined`: not a number; `ambiguous`: nothing decides. Signs and exponents are not supported.
 */
export function readDecimal(text: string, separator: DecimalSeparator | undefined): DecimalReading {
  const written = text.trim().replace(blanksAndApostrophes, '$1')
  if (plain.test(written)) return { value: Number(written), digits: 0, proves: undefined }
  const simple = oneKind.exec(written)
  if (simple) {
    const [, whole = '', mark = '', fraction = ''] = simple
    if (whole === '' && fraction === '') return undefined
    const looksGrouped = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
    if (!looksGrouped) return decimal(whole, mark, fraction, mark as DecimalSeparator)
    if (separator === undefined) return 'ambiguous'
    return separator === mark ? decimal(whole, mark, fraction) : decimal(whole + fraction, '', '')
  }
  const [match, thousands, mark = '', fraction = ''] = grouped.exec(written) ?? []
  if (match === undefined || thousands === undefined) return undefined
  const whole = mark === '' ? written : written.slice(0, written.lastIndexOf(mark))
  const proves = thousands === '.' ? ',' : '.'
  return decimal(whole.replaceAll(thousands, ''), mark, fraction, proves)
}

function decimal(whole: string, mark: string, fraction: string, proves?: DecimalSeparator): DecimalReading {
  return {
    value: Number(mark === '' ? whole : `${whole || '0'}.${fraction || '0'}`),
    digits: fraction.length,
    proves,
  }
}
