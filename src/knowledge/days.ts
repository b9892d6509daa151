/**
 * The number of a day in the Gregorian calendar, counted from 1 March of the year 0: the months are
 * taken from March on, so that the day that may be missing is the last of the year.
 */
function dayNumber(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const years = month > 2 ? year : year - 1;
  const monthsFromMarch = (month + 9) % 12;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return 365 * years + leapDays + Math.floor((153 * monthsFromMarch + 2) / 5) + day;
}

/**
 * Days from one day to another, negative backwards.
 *
 * @param from an ISO date; a bare month or year counts as its first day
 */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);
