import type { Piece, Told } from './told'

/** What was done to scheduled reports of seats, after who did it. */
export const ofSeatReports: Record<string, (told: Told) => Piece[]> = {
  ScheduleSeatReport: () => ['scheduled a report of seats by e-mail'],
  EditSeatReport: () => ['changed a scheduled report of seats'],
  PauseSeatReport: (told) => [told.after('SeatReport', 'Paused') === false ? 'resumed' : 'paused', ' a scheduled report of seats'],
  EndSeatReport: () => ['ended a scheduled report of seats'],
  LeaveSeatReport: () => ['left a scheduled report of seats'],
  SendSeatReportNow: () => ['had a scheduled report of seats mailed to themselves'],
  SendSeatReport: (told) => ['mailed a scheduled report of seats to ', told.user],
  EndOrphanedSeatReport: () => ['ended a scheduled report of seats that nobody answers for'],
}
