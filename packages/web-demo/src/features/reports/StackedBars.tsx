import { useMedia } from '../../components/use-browser.ts'
import { formatMinutes } from '../../texts/formats.ts'

export interface BarPart {
  /** `undefined`: several things together, which cannot be picked. */
  readonly key: string | undefined
  readonly name: string
  readonly minutes: number
  /** The class that colours it. */
  readonly color: string
}

export interface Bar {
  readonly key: string
  readonly label: string
  readonly title: string
  readonly parts: readonly BarPart[]
}

interface StackedBarsProps {
  readonly bars: readonly Bar[]
  /** The content of the picture, in words. */
  readonly label: string
  readonly onPick: (bar: Bar, part: BarPart) => void
}

// Units of the drawing, about pixels on the screen that it is for.
const wide = { width: 1100, height: 250 }
const narrow = { width: 330, height: 210 }
const left = 46
const bottom = 22
const top = 8
const lines = 4

/**
 * Hours over time as stacked bars. The table beside it has the same figures for the keyboard and for screen
 * readers; a click on a part is a short cut.
 */
export function StackedBars({ bars, label, onPick }: StackedBarsProps) {
  const isNarrow = useMedia('(max-width: 44rem)')
  const { width, height } = isNarrow ? narrow : wide
  const ceiling = ceilingOf(Math.max(...bars.map(({ parts }) => sumOf(parts)), 60))
  const slot = (width - left) / bars.length
  const y = (minutes: number) => top + (height - top - bottom) * (1 - minutes / ceiling)
  // As many labels as have room.
  const labelled = Math.ceil((isNarrow ? 40 : 52) / slot)
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {Array.from({ length: lines + 1 }, (_, index) => (ceiling / lines) * index).map((minutes) => (
        <g key={minutes}>
          <line className="chart-line" x1={left} x2={width} y1={y(minutes)} y2={y(minutes)} />
          <text x={left - 8} y={y(minutes) + 4} textAnchor="end">
            {minutes / 60}
          </text>
        </g>
      ))}
      {bars.map((bar, index) => {
        const barWidth = Math.min(slot * 0.64, 56)
        const x = left + index * slot + (slot - barWidth) / 2
        let base = 0
        return (
          <g key={bar.key}>
            {bar.parts.map((part) => {
              base += part.minutes
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: the table has the same for the keyboard
                <rect
                  key={part.name}
                  className={`bar ${part.color}`}
                  x={x}
                  y={y(base)}
                  width={barWidth}
                  height={y(0) - y(part.minutes)}
                  onClick={() => onPick(bar, part)}
                >
                  <title>{`${bar.title}, ${part.name}: ${formatMinutes(part.minutes)}`}</title>
                </rect>
              )
            })}
            {index % labelled === 0 && (
              <text x={left + index * slot + slot / 2} y={height - 5} textAnchor="middle">
                {bar.label}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

function sumOf(parts: readonly BarPart[]): number {
  return parts.reduce((sum, { minutes }) => sum + minutes, 0)
}

/** The next number of minutes that four lines divide into round hours. */
function ceilingOf(minutes: number): number {
  const hours = minutes / 60 / lines
  const power = 10 ** Math.floor(Math.log10(Math.max(1, hours)))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= hours) ?? hours
  return step * lines * 60
}
