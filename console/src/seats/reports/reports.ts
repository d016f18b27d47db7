import { useQuery } from '@tanstack/react-query'
import { api, asSeen, body, noted, type Shape } from '../../api/client'
import { keys, type Fact } from '../../api/keys'

export type SeatReport = Shape<'SeatReportView'>
export type SeatReportPlan = Shape<'SeatReportPlan'>

/** What a change of a scheduled report touches. */
export const ofReports: readonly Fact[] = ['seatReport']

export const reportNames: Record<SeatReport['report'], string> = { seats: 'All seats', 'idle-seats': 'Idle seats' }
export const formatNames: Record<SeatReport['format'], string> = { csv: 'Table (CSV)', xlsx: 'Workbook (XLSX)' }

/** The scheduled reports of a customer, and who could get one. */
export const useSeatReports = (customer: string) =>
  useQuery({
    queryKey: keys.seatReports(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/seats/reports', { params: { path: { customer } } })),
  })

const of = (customer: string, { id }: SeatReport) => ({ params: { path: { customer, report: id } } })

/** Schedules a report, or changes one as it was seen. */
export const saveReport = (customer: string, report: SeatReport | undefined, plan: SeatReportPlan, note: string) =>
  report
    ? body(
        api.PUT('/api/customers/{customer}/seats/reports/{report}', {
          ...of(customer, report),
          body: plan,
          headers: { ...asSeen(report), ...noted(note) },
        }),
      )
    : body(api.POST('/api/customers/{customer}/seats/reports', { params: { path: { customer } }, body: plan, headers: noted(note) }))

export const pauseReport = (customer: string, report: SeatReport, paused: boolean) =>
  api.PUT('/api/customers/{customer}/seats/reports/{report}/paused', { ...of(customer, report), body: { paused } })

export const endReport = (customer: string, report: SeatReport) =>
  api.DELETE('/api/customers/{customer}/seats/reports/{report}', of(customer, report))

export const leaveReport = (customer: string, report: SeatReport) =>
  api.POST('/api/customers/{customer}/seats/reports/{report}/leave', of(customer, report))

export const sendReport = (customer: string, report: SeatReport) =>
  api.POST('/api/customers/{customer}/seats/reports/{report}/send', of(customer, report))
