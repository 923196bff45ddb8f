/**
 * Makes a Date of an xsd:dateTime as peers send it; a date without a zone is taken as UTC, as the aggregators' manuals
 * say. Numbers without zero padding (`2014-3-24T9:5:1+08:00`) are understood. Undefined for a duration and for anything
 * else that is no date.
 *
 * @example
 * toDate('2014-04-14T16:15:23.414Z')?.getTime(); // 1397492123414
 */
export function toDate(value: string): Date | undefined {
  // Bounded quantifiers and no alternatives that overlap: linear whatever the input.
  const match =
    /^(-?\d{4,6})-(\d{1,2})-(\d{1,2})T(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,12}))?(Z|[+-]\d{1,2}:\d{1,2})?$/.exec(
      value,
    );
  if (match === null) return undefined;
  const [, year, month, day, hours, minutes, seconds, fraction = '', zone = 'Z'] = match;
  const offset = offsetOf(zone);
  const sinceMidnight = timeOf(Number(hours), Number(minutes), Number(seconds));
  if (offset === undefined || sinceMidnight === undefined) return undefined;
  const date = new Date(0);
  // Unlike Date.UTC, this takes the years before 100 for what they are.
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // A day that its month does not have has become one of another month.
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  return new Date(date.getTime() + sinceMidnight + milliseconds - offset);
}

// Milliseconds since midnight; 24:00:00 is the end of the day, and a second 60 is a leap second.
function timeOf(hours: number, minutes: number, seconds: number): number | undefined {
  const valid = hours < 24 ? minutes < 60 && seconds <= 60 : hours === 24 && minutes === 0 && seconds === 0;
  return valid ? ((hours * 60 + minutes) * 60 + seconds) * 1000 : undefined;
}

// The distance of a zone from UTC in milliseconds, at most fourteen hours.
function offsetOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours = '0', minutes = '0'] = zone.slice(1).split(':');
  const distance = Number(hours) * 60 + Number(minutes);
  if (Number(minutes) >= 60 || distance > 14 * 60) return undefined;
  return (zone.startsWith('-') ? -distance : distance) * 60_000;
}

/**
 * Writes a Date as an xsd:dateTime in UTC.
 *
 * @throws {RangeError} when the date is invalid
 *
 * @example
 * fromDate(new Date(0)); // '1970-01-01T00:00:00.000Z'
 */
export function fromDate(date: Date): string {
  return date.toISOString();
}

// Longer texts are no dates; the bound keeps the cost of checking down.
const longestDate = 64;
const dateTimeForm = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/;
const durationForm = /^-?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;
// Days of the months from January on, the leap day included.
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether a text is an xsd:dateTime (XML Schema part 2, section 3.2.7): of its form, and a day and time that exist. A
 * second 60 is taken for a leap second.
 *
 * @example
 * isDateTime('2002-01-02T09:30:47-05:00'); // true
 * isDateTime('2002-02-30T09:30:47-05:00'); // false
 */
export function isDateTime(value: string): boolean {
  return value.length <= longestDate && dateTimeForm.test(value) && exists(value);
}

// Whether the numbers of a text that has the form of a dateTime are in their bounds.
function exists(value: string): boolean {
  const afterYear = value.indexOf('-', 4);
  const month = twoDigits(value, afterYear + 1);
  const day = twoDigits(value, afterYear + 4);
  if (day < 1 || day > (longestMonths[month - 1] ?? 0)) return false;
  if (month === 2 && day === 29 && !isLeapYear(value.slice(0, afterYear))) return false;
  const time = afterYear + 7;
  if (timeOf(twoDigits(value, time), twoDigits(value, time + 3), twoDigits(value, time + 6)) === undefined)
    return false;
  const zone = value.length - 6;
  const sign = value.charAt(zone);
  return (sign !== '+' && sign !== '-') || offsetOf(value.slice(zone)) !== undefined;
}

function twoDigits(value: string, index: number): number {
  return 10 * (value.charCodeAt(index) - 48) + value.charCodeAt(index + 1) - 48;
}

// The last four digits decide, however many there are.
function isLeapYear(year: string): boolean {
  const number = Number(year.slice(-4));
  return number % 4 === 0 && (number % 100 !== 0 || number % 400 === 0);
}

/**
 * Whether a text has the form of an xsd:duration (XML Schema part 2, section 3.2.6).
 *
 * @example
 * isDuration('P90D'); // true
 */
export function isDuration(value: string): boolean {
  return value.length <= longestDate && durationForm.test(value);
}
