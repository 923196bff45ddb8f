import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressKinds,
  defaultVersion,
  deviations,
  type Field,
  type Fields,
  fault,
  fromDate,
  header,
  isDateTime,
  isDuration,
  Mm7Error,
  messages,
  namespacePrefix,
  type Release,
  releaseIncludes,
  schemaOfNamespace,
  schemaOfVersion,
  schemas,
  statusClass,
  statusCode,
  statusCodes,
  type Table,
  toDate,
  versionBelongsTo,
} from '../src/index.ts';

// Every field of the schema with its key, those of nested elements included.
function allFields(): { key: string; field: Field }[] {
  const found: { key: string; field: Field }[] = [];
  const seen = new Set<Table<Fields>>();
  const visit = (table: Table<Fields>): void => {
    if (seen.has(table)) return;
    seen.add(table);
    for (const [key, field] of Object.entries(table.fields)) {
      found.push({ key, field });
      if (field.type.kind === 'object' || field.type.kind === 'address') visit(field.type.table);
    }
  };
  for (const message of Object.values(messages)) visit(message);
  visit(header);
  visit({ fields: addressKinds, anyOrder: true });
  return found;
}

// An abbreviation at the beginning becomes lower case as a whole, any other keeps its first letter alone.
function camelCase(name: string): string {
  const words = name.match(/[A-Z]+(?=[A-Z][a-z]|$)|[A-Z]?[a-z]+|[A-Z]+(?=\d)|\d+|[A-Z]+/g) ?? [];
  return words
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('');
}

describe('the table of messages', () => {
  const exceptions: Readonly<Record<string, string>> = {
    MM7Version: 'version',
    Previouslysentby: 'previouslySentBy',
    Previouslysentdateandtime: 'previouslySentDateAndTime',
    // Words that camelCase above cannot tell apart.
    MMStatus: 'mmStatus',
    MMStatusExtension: 'mmStatusExtension',
    MMSRelayServerID: 'mmsRelayServerId',
    UAProf: 'uaProf',
    DRMContent: 'drmContent',
    UACapabilities: 'uaCapabilities',
    RFC2822Address: 'rfc2822Address',
    VASPID: 'vaspId',
    VASID: 'vasId',
  };

  test.each(allFields().filter(({ field }) => field.placement !== 'content'))(
    '$key is $field.name in camel case',
    ({ key, field }) => {
      expect(key).toBe(exceptions[field.name] ?? camelCase(field.name));
    },
  );

  test('one name on the wire has one key, in whatever message it stands', () => {
    const keys = new Map<string, string>();
    for (const { key, field } of allFields()) {
      if (field.placement === 'content') continue;
      expect(keys.get(field.name) ?? key).toBe(key);
      keys.set(field.name, key);
    }
  });

  test.each(Object.values(messages))(
    '$operation has no name twice, and no misnomer that is a name of its own',
    ({ fields }) => {
      const names = Object.values(fields).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { misnomers } of Object.values(fields)) {
        for (const misnomer of misnomers) expect(names).not.toContain(misnomer);
      }
    },
  );

  test('eighteen messages stand under their own names', () => {
    expect(Object.keys(messages)).toHaveLength(18);
    for (const [operation, message] of Object.entries(messages)) expect(message.operation).toBe(operation);
  });

  test('requests and responses come in pairs', () => {
    for (const operation of Object.keys(messages)) {
      if (operation.endsWith('Req')) expect(messages).toHaveProperty(operation.replace(/Req$/, 'Rsp'));
    }
  });

  test.each([
    [
      'SubmitReq',
      'MM7Version SenderIdentification Recipients ServiceCode LinkedID MessageClass TimeStamp ReplyCharging EarliestDeliveryTime ExpiryDate DeliveryReport ReadReply Priority Subject ChargedParty ChargedPartyID DistributionIndicator DeliveryCondition ApplicID ReplyApplicID AuxApplicInfo ContentClass DRMContent Content',
    ],
    ['SubmitRsp', 'MM7Version Status MessageID'],
    ['CancelReq', 'MM7Version SenderIdentification MessageID ApplicID ReplyApplicID AuxApplicInfo'],
    ['CancelRsp', 'MM7Version Status'],
    [
      'ReplaceReq',
      'MM7Version SenderIdentification MessageID ServiceCode TimeStamp ReadReply EarliestDeliveryTime DistributionIndicator ContentClass DRMContent ApplicID ReplyApplicID AuxApplicInfo Content',
    ],
    ['ReplaceRsp', 'MM7Version Status'],
    ['extendedCancelReq', 'MM7Version SenderIdentification CancelID'],
    ['extendedCancelRsp', 'MM7Version Status'],
    [
      'extendedReplaceReq',
      'MM7Version VASPID VASID ServiceCode ReplaceID TimeStamp EarliestDeliveryTime ExpiryDate ReadReply DeliveryReport Content',
    ],
    ['extendedReplaceRsp', 'MM7Version MessageID Status'],
    [
      'DeliverReq',
      'MM7Version MMSRelayServerID VASPID VASID LinkedID Sender Recipients Previouslysentby Previouslysentdateandtime SenderSPI RecipientSPI TimeStamp ReplyChargingID Priority Subject ApplicID ReplyApplicID AuxApplicInfo UACapabilities Content',
    ],
    ['DeliverRsp', 'MM7Version Status ServiceCode'],
    [
      'DeliveryReportReq',
      'MM7Version MMSRelayServerID MessageID Recipient Sender Date MMStatus MMStatusExtension StatusText ApplicID ReplyApplicID AuxApplicInfo UACapabilities',
    ],
    ['DeliveryReportRsp', 'MM7Version Status'],
    [
      'ReadReplyReq',
      'MM7Version MMSRelayServerID MessageID Recipient Sender TimeStamp MMStatus StatusText ApplicID ReplyApplicID AuxApplicInfo',
    ],
    ['ReadReplyRsp', 'MM7Version Status'],
    ['RSErrorRsp', 'MM7Version Status'],
    ['VASPErrorRsp', 'MM7Version Status'],
  ] as const)('%s has its elements in the order of the specification', (operation, names) => {
    expect(Object.values(messages[operation].fields).map(({ name }) => name)).toEqual(names.split(' '));
  });

  test('what came after Release 5 is marked, wherever it stands', () => {
    const later: Readonly<Record<string, Release>> = Object.fromEntries(
      'ChargedPartyID DeliveryCondition DC ApplicID ReplyApplicID AuxApplicInfo ContentClass DRMContent Previouslysentby UserAgent Previouslysentdateandtime DateTime SenderSPI RecipientSPI MMStatusExtension'
        .split(' ')
        .map((name) => [name, 'R6'])
        .concat([
          ['UACapabilities', 'R6-1-4'],
          ['UAProf', 'R6-1-4'],
          ['CancelID', 'R6-1-4'],
        ]),
    );
    const ownElsewhere = new Set(['VASPID', 'VASID', 'TimeStamp', 'sequence', 'ReplaceID']);
    for (const { field } of allFields()) {
      if (!ownElsewhere.has(field.name))
        expect([field.name, field.release]).toEqual([field.name, later[field.name] ?? 'R5']);
    }
    expect(messages.DeliverReq.fields['vaspId']?.release).toBe('R6');
    expect(messages.DeliverReq.fields['vasId']?.release).toBe('R6');
    expect(
      Object.values(messages)
        .filter(({ release }) => release !== 'R5')
        .map(({ operation }) => operation),
    ).toEqual(['extendedCancelReq', 'extendedCancelRsp', 'extendedReplaceReq', 'extendedReplaceRsp']);
  });

  test('a fault has the elements of SOAP 1.1', () => {
    expect(Object.values(fault.fields).map(({ name }) => name)).toEqual([
      'faultcode',
      'faultstring',
      'faultactor',
      'detail',
    ]);
  });
});

describe('namespaces and versions', () => {
  test('a schema is found by its namespace, and by each version that is its own', () => {
    expect(schemas).toHaveLength(11);
    for (const schema of schemas) {
      expect(schema.namespace).toBe(namespacePrefix + schema.id);
      expect(schemaOfNamespace(schema.namespace)).toBe(schema);
      expect(schemaOfVersion(schema.version)).toBe(schema);
      expect(schema.release).toBe(
        schema.id === 'REL-6-MM7-1-4' ? 'R6-1-4' : schema.id.startsWith('REL-6') ? 'R6' : 'R5',
      );
    }
  });

  test.each([
    ['5.3.0', 'REL-5-MM7-1-0'],
    ['5.5.0', 'REL-5-MM7-1-2'],
    ['6.7.0', 'REL-6-MM7-1-3'],
    [defaultVersion, 'REL-6-MM7-1-4'],
  ])('%s belongs to %s', (version, id) => {
    expect(schemaOfVersion(version)?.id).toBe(id);
  });

  test.each(['', '6.8', '7.0.0', '__proto__', 'constructor', '5.7.0'])('%j belongs to no schema', (name) => {
    expect(schemaOfVersion(name)).toBeUndefined();
    expect(schemaOfNamespace(name)).toBeUndefined();
  });

  test('a version belongs to one schema, apart from the exceptions that the schemas themselves make', () => {
    const pairs = schemas.flatMap((schema) =>
      schemas
        .filter(({ version }) => versionBelongsTo(schema, version))
        .map(({ version }) => `${schema.id} ${version}`),
    );
    expect(pairs).toHaveLength(12);
    expect(pairs).toContain('REL-5-MM7-1-2 5.3.0');
  });

  test('a later release has all that an earlier one had', () => {
    const order: readonly Release[] = ['R5', 'R6', 'R6-1-4'];
    for (const [i, available] of order.entries()) {
      for (const [j, introduced] of order.entries()) expect(releaseIncludes(available, introduced)).toBe(i >= j);
    }
  });
});

describe('status codes', () => {
  test('each is listed once, in order, in the class that its first digit says', () => {
    const codes = statusCodes.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
    for (const code of codes) expect(statusCode(code).code).toBe(code);
  });

  test.each([
    [1000, 1000, 'success'],
    [1100, 1100, 'success'],
    [1999, 1000, 'success'],
    [2512, 2000, 'clientError'],
    [3999, 3000, 'serverError'],
    [4999, 4000, 'serviceError'],
    [5000, 3000, 'serverError'],
    [6102, 3000, 'serverError'],
    [999, 3000, 'serverError'],
    [0, 3000, 'serverError'],
    [-1000, 3000, 'serverError'],
    [Number.NaN, 3000, 'serverError'],
    [Infinity, 3000, 'serverError'],
  ] as const)('%d counts as %d, a %s', (value, counted, kind) => {
    expect(statusCode(value).code).toBe(counted);
    expect(statusClass(value)).toBe(kind);
  });
});

describe('Mm7Error', () => {
  test('is recognised across copies of this package', async () => {
    const copy: typeof import('../src/mm7-error.ts') = await import(`../src/mm7-error.ts?${'copy'}`);
    expect(copy.Mm7Error).not.toBe(Mm7Error);
    const foreign = new copy.Mm7Error('not-mm7', 'x');
    expect(foreign).not.toBeInstanceOf(Mm7Error);
    expect(Mm7Error.is(foreign)).toBe(true);
    expect(copy.Mm7Error.is(new Mm7Error('not-mm7', 'x'))).toBe(true);
  });

  test('is recognised across realms', () => {
    const error: unknown = runInNewContext(
      'Object.defineProperty(new Error("x"), Symbol.for("mm7.Mm7Error"), { value: true })',
    );
    expect(Mm7Error.is(error)).toBe(true);
  });

  test.each([undefined, null, 'Mm7Error', 5, {}, new Error('x'), { name: 'Mm7Error', code: 'not-mm7' }, () => 1])(
    'is not %j',
    (value) => {
      expect(Mm7Error.is(value)).toBe(false);
    },
  );

  test('says what it was told, and nothing else', () => {
    const cause = new Error('why');
    const error = new Mm7Error('not-mm7', 'what', {
      statusCode: 4002,
      path: '/a',
      line: 1,
      column: 2,
      offset: 3,
      cause,
      envelope: {},
    });
    expect(error).toMatchObject({
      code: 'not-mm7',
      message: 'what',
      statusCode: 4002,
      path: '/a',
      line: 1,
      column: 2,
      offset: 3,
      cause,
      envelope: {},
    });
    const bare = new Mm7Error('not-mm7', 'what');
    expect(bare.statusCode).toBe(4004);
    expect(bare.name).toBe('Mm7Error');
    expect('cause' in bare).toBe(false);
    for (const key of ['path', 'line', 'column', 'offset', 'envelope'] as const) expect(bare[key]).toBeUndefined();
  });
});

test('every deviation says what is wrong and what to do, in sentences', () => {
  for (const [code, { explanation, remedy, statusCode: status }] of Object.entries(deviations)) {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(explanation).toMatch(/^\S.+\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
    expect(statusCodes.map(({ code: known }) => known)).toContain(status);
  }
});

describe('dates', () => {
  test.each([
    ['2014-04-14T16:15:23.414Z', '2014-04-14T16:15:23.414Z'],
    ['2002-01-02T09:30:47-05:00', '2002-01-02T14:30:47.000Z'],
    ['2014-3-24T9:5:1+08:00', '2014-03-24T01:05:01.000Z'],
    ['2014-03-24T09:05:01', '2014-03-24T09:05:01.000Z'],
    ['2014-03-24T09:05:01.5', '2014-03-24T09:05:01.500Z'],
    ['2014-03-24T09:05:01.123456789Z', '2014-03-24T09:05:01.123Z'],
    ['2016-02-29T00:00:00Z', '2016-02-29T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2014-03-24T24:00:00Z', '2014-03-25T00:00:00.000Z'],
    ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00.000Z'],
    ['-0001-01-01T00:00:00Z', '-000001-01-01T00:00:00.000Z'],
  ])('%s is the point in time %s', (text, expected) => {
    expect(toDate(text)?.toISOString()).toBe(expected);
  });

  test.each([
    '',
    'P1D',
    'tomorrow',
    '2014-04-14',
    '2014-13-01T00:00:00Z',
    '2014-00-01T00:00:00Z',
    '2014-02-30T00:00:00Z',
    '2015-02-29T00:00:00Z',
    '2014-01-32T00:00:00Z',
    '2014-01-00T00:00:00Z',
    '2014-01-01T25:00:00Z',
    '2014-01-01T24:00:01Z',
    '2014-01-01T00:60:00Z',
    '2014-01-01T00:00:61Z',
    '2014-01-01T00:00:00+15:00',
    '2014-01-01T00:00:00+01:60',
    '2014-01-01T00:00:00Zx',
    ' 2014-01-01T00:00:00Z',
    '2014-01-01T00:00:00.Z',
    '999999-01-01T00:00:00Z',
  ])('%j is no point in time', (text) => {
    expect(toDate(text)).toBeUndefined();
  });

  test('a Date is written so that it is read again', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          const text = fromDate(date);
          expect(isDateTime(text)).toBe(true);
          expect(toDate(text)).toEqual(date);
        },
      ),
    );
    expect(() => fromDate(new Date(Number.NaN))).toThrow(RangeError);
  });

  test.each([
    '2002-01-02T09:30:47-05:00',
    '2002-01-02T09:30:47',
    '12002-01-02T09:30:47.1Z',
    '-2002-01-02T09:30:47Z',
    '-0004-02-29T00:00:00+14:00',
    '2016-02-29T23:59:60.5-14:00',
    '10000-02-29T24:00:00Z',
  ])('%s is an xsd:dateTime', (text) => {
    expect(isDateTime(text)).toBe(true);
  });

  test.each([
    '',
    '2002-1-2T9:30:47Z',
    '2002-01-02',
    '2002-01-02 09:30:47',
    '02-01-02T09:30:47Z',
    `2002-01-02T09:30:47.${'1'.repeat(99)}`,
    '2002-01-02T09:30:47Z\n',
    '2014-13-01T00:00:00Z',
    '2014-00-01T00:00:00Z',
    '2014-02-30T00:00:00Z',
    '2015-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2014-04-31T00:00:00Z',
    '2014-01-00T00:00:00Z',
    '2014-01-01T25:00:00Z',
    '2014-01-01T24:00:01Z',
    '2014-01-01T00:60:00',
    '2014-01-01T00:00:61.5Z',
    '2014-01-01T00:00:00.5+15:00',
    '2014-01-01T00:00:00-01:60',
  ])('%j is none', (text) => {
    expect(isDateTime(text)).toBe(false);
  });

  test('a date and time of four digits that makes a Date is an xsd:dateTime, and the reverse', () => {
    const digits = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
    const two = digits(2);
    const zone = fc.oneof(
      fc.constantFrom('', 'Z'),
      fc.tuple(fc.constantFrom('+', '-'), two, two).map(([s, h, m]) => `${s}${h}:${m}`),
    );
    fc.assert(
      fc.property(
        digits(4),
        fc.nat(13),
        fc.nat(32),
        fc.nat(25),
        fc.nat(61),
        fc.nat(61),
        zone,
        (y, mo, d, h, mi, s, z) => {
          const padded = [mo, d, h, mi, s].map((number) => String(number).padStart(2, '0'));
          const text = `${y}-${padded.slice(0, 2).join('-')}T${padded.slice(2).join(':')}${z}`;
          expect(isDateTime(text)).toBe(toDate(text) !== undefined);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each(['P1Y', 'P90D', 'PT1S', 'PT0.5S', '-P1Y2M3DT4H5M6S', 'P1DT1M'])(
    '%s has the form of xsd:duration',
    (text) => {
      expect(isDuration(text)).toBe(true);
    },
  );

  test.each(['', 'P', 'PT', 'P1', '1D', 'P1H', 'PT1D', 'P1DT', 'P-1D', 'P1.5D', 'p1d', 'PT.5S', 'P1D\n'])(
    '%j has not',
    (text) => {
      expect(isDuration(text)).toBe(false);
    },
  );
});
