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
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const date = new Date(time + Number(fraction.padEnd(3, '0').slice(0, 3)) - offsetOf(zone));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const [hours = '0', minutes = '0'] = zone.slice(1).split(':');
  const milliseconds = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return zone.startsWith('-') ? -milliseconds : milliseconds;
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

/**
 * Whether a text has the form of an xsd:dateTime (XML Schema part 2, section 3.2.7).
 *
 * @example
 * isDateTime('2002-01-02T09:30:47-05:00'); // true
 */
export function isDateTime(value: string): boolean {
  return value.length <= longestDate && dateTimeForm.test(value);
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
