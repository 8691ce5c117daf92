/**
 * Public holidays (放假) and make-up working days (调休上班) of mainland China as the General Office of the State
 * Council announces them every autumn for the next year. A holiday next to a weekend is listed with the days the
 * notice names; other weekends are free by the shifts.
 *
 * Adding a year: copy the notice, add its number below, move `CHINA_COVERS.to`.
 */
import type { BusinessCalendar, Shift } from '../calendar.ts'
import { addDays, type CalendarDate, type Weekday } from '../dates.ts'

export interface HolidayNotice {
  readonly year: number
  /** Number of the notice «国务院办公厅关于…年部分节假日安排的通知». */
  readonly number: string
  readonly issued: CalendarDate
  /** First and last day of each holiday, in the order of the notice. */
  readonly holidays: readonly (readonly [zh: string, from: CalendarDate, to: CalendarDate])[]
  readonly workdays: readonly CalendarDate[]
}

export const CHINA_NOTICES: readonly HolidayNotice[] = [
  {
    year: 2024,
    number: '国办发明电〔2023〕7号',
    issued: '2023-10-25',
    holidays: [
      ['元旦', '2024-01-01', '2024-01-01'],
      ['春节', '2024-02-10', '2024-02-17'],
      ['清明节', '2024-04-04', '2024-04-06'],
      ['劳动节', '2024-05-01', '2024-05-05'],
      ['端午节', '2024-06-10', '2024-06-10'],
      ['中秋节', '2024-09-15', '2024-09-17'],
      ['国庆节', '2024-10-01', '2024-10-07'],
    ],
    workdays: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
  },
  {
    year: 2025,
    number: '国办发明电〔2024〕12号',
    issued: '2024-11-12',
    holidays: [
      ['元旦', '2025-01-01', '2025-01-01'],
      ['春节', '2025-01-28', '2025-02-04'],
      ['清明节', '2025-04-04', '2025-04-06'],
      ['劳动节', '2025-05-01', '2025-05-05'],
      ['端午节', '2025-05-31', '2025-06-02'],
      ['国庆节、中秋节', '2025-10-01', '2025-10-08'],
    ],
    workdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    number: '国办发明电〔2025〕7号',
    issued: '2025-11-04',
    holidays: [
      ['元旦', '2026-01-01', '2026-01-03'],
      ['春节', '2026-02-15', '2026-02-23'],
      ['清明节', '2026-04-04', '2026-04-06'],
      ['劳动节', '2026-05-01', '2026-05-05'],
      ['端午节', '2026-06-19', '2026-06-21'],
      ['中秋节', '2026-09-25', '2026-09-27'],
      ['国庆节', '2026-10-01', '2026-10-07'],
    ],
    workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
]

/** The days for which the notices above say what is free; beyond them only weekends are. */
export const CHINA_COVERS = { from: '2024-01-01', to: '2026-12-31' } as const

const HOURS = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '18:00' },
] as const
const MONDAY_TO_FRIDAY: readonly Weekday[] = [1, 2, 3, 4, 5]
const REVIEW_SHIFTS: readonly Shift[] = MONDAY_TO_FRIDAY.flatMap(weekday => HOURS.map(hours => ({ weekday, ...hours })))

/** The default calendar of review deadlines: every working day 09:00–12:00 and 13:30–18:00. */
export const CHINA_REVIEW: BusinessCalendar = {
  id: 'china-review',
  zone: 'Asia/Shanghai',
  shifts: REVIEW_SHIFTS,
  makeUpShifts: HOURS,
  holidays: CHINA_NOTICES.flatMap(notice => notice.holidays.flatMap(([, from, to]) => daysFromTo(from, to))),
  workdays: CHINA_NOTICES.flatMap(notice => notice.workdays),
  covers: CHINA_COVERS,
}

function daysFromTo(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
