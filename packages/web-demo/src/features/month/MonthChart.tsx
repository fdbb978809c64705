import { useId } from 'react'
import { dayOfWeek } from 'timesheets-sdk/model'
import { distinctProjectColors } from '../../components/project-color.ts'
import { useMedia } from '../../components/use-browser.ts'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import type { MonthSums } from './month-sums.ts'

// Units of the drawing, about pixels on the screen that it is for.
const wide = { width: 900, height: 230 }
const narrow = { width: 330, height: 200 }
const left = 30
const bottom = 36
const top = 8

/** Hours by day, each day's bar made of its projects. The same figures are in the tables beside it. */
export function MonthChart({ sums, today }: { sums: MonthSums; today: string }) {
  const { texts } = useTexts()
  const formats = useFormats()
  const titleId = useId()
  const isNarrow = useMedia('(max-width: 44rem)')
  const { width, height } = isNarrow ? narrow : wide
  const highest = Math.max(8 * 60, ...sums.days.map((day) => day.minutes))
  const stepHours = highest > 12 * 60 ? 4 : 2
  const ceiling = Math.ceil(highest / (stepHours * 60)) * stepHours * 60
  const slot = (width - left) / sums.days.length
  const y = (minutes: number) => top + (height - top - bottom) * (1 - minutes / ceiling)
  const lines = Array.from({ length: ceiling / (stepHours * 60) + 1 }, (_, index) => index * stepHours)
  const todayIndex = sums.days.findIndex((day) => day.date === today)
  const workedDays = sums.days.filter((day) => day.minutes > 0).length
  const colors = distinctProjectColors(sums.projects.map(({ project }) => project))
  const summary = texts.month.chartSummary(sums.minutes, workedDays, sums.projects.length)
  return (
    <section className="card chart-card">
      <figure>
        <figcaption>
          <h2 id={titleId}>{texts.month.chart}</h2>
          <span className="chart-summary">{summary}</span>
        </figcaption>
        <svg
          className="chart"
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${texts.month.chart}: ${summary}`}
        >
          {todayIndex >= 0 && (
            <rect
              className="chart-today"
              x={left + todayIndex * slot}
              y={top}
              width={slot}
              height={height - top}
            />
          )}
          {lines.map((hours) => (
            <g key={hours}>
              <line className="chart-line" x1={left} x2={width} y1={y(hours * 60)} y2={y(hours * 60)} />
              <text x={left - 8} y={y(hours * 60) + 4} textAnchor="end">
                {hours}
              </text>
            </g>
          ))}
          {sums.days.map(({ date, parts }, index) => {
            const x = left + index * slot
            let base = 0
            return (
              <g key={date}>
                {parts.map(({ project, minutes }) => {
                  base += minutes
                  return (
                    <rect
                      key={project}
                      className={`bar ${colors.get(project)}`}
                      x={x + slot * 0.18}
                      y={y(base)}
                      width={slot * 0.64}
                      height={y(0) - y(minutes)}
                      rx={2}
                    >
                      <title>{`${formats.dayLong(date)}, ${project}: ${formatMinutes(minutes)}`}</title>
                    </rect>
                  )
                })}
                {(!isNarrow || dayOfWeek(date) === 0) && (
                  <text x={x + slot / 2} y={height - 20} textAnchor="middle">
                    {formats.dayOfMonth(date)}
                  </text>
                )}
                {dayOfWeek(date) === 0 && (
                  <text x={x + slot / 2} y={height - 5} textAnchor="middle">
                    {formats.weekdayShort(date)}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      </figure>
      <ul className="legend">
        {sums.projects.map(({ project }) => (
          <li key={project} className="with-dot">
            <span className={`dot ${colors.get(project)}`} aria-hidden="true" />
            <bdi>{project}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}
