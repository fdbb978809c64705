export function MonthPage({ month }: { month: string }) {
  return <p>{month}</p>
}
