import fc, { type Arbitrary } from 'fast-check';

const seconds = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length));
const fraction = fc.oneof(fc.constant(''), fc.stringMatching(/^\.[0-9]{1,9}$/));
const zone = fc.constantFrom('', 'Z', '+00:00', '-05:00', '+05:45', '+14:00');

/**
 * An xsd:dateTime: with and without fractional seconds and zone.
 *
 * @example
 * fc.assert(fc.property(dateTimeText(), (timeStamp) => toDate(timeStamp) !== undefined));
 */
export function dateTimeText(): Arbitrary<string> {
  return fc.tuple(seconds, fraction, zone).map((pieces) => pieces.join(''));
}

function amount(unit: string): Arbitrary<string> {
  return fc.oneof(
    fc.constant(''),
    fc.nat({ max: 999 }).map((count) => `${count}${unit}`),
  );
}

const days = fc.tuple(amount('Y'), amount('M'), amount('D')).map((pieces) => pieces.join(''));
const hours = fc.tuple(amount('H'), amount('M'), amount('S')).map((pieces) => pieces.join(''));

/**
 * An xsd:duration such as `P90D` or `P1DT12H`.
 *
 * @example
 * fc.assert(fc.property(durationText(), (expiryDate) => isDuration(expiryDate)));
 */
export function durationText(): Arbitrary<string> {
  return fc
    .tuple(days, hours)
    .filter(([date, time]) => date !== '' || time !== '')
    .map(([date, time]) => (time === '' ? `P${date}` : `P${date}T${time}`));
}
