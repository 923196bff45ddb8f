import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Mask, masked } from '../../src/inspect/mask.ts';

describe('masking', () => {
  it.each([
    ['Authorization', 'Basic dXNlcjpwYXNz'],
    ['Proxy-Authorization', 'Digest username="x", response="0123"'],
    ['Cookie', 'sid=1'],
    ['Set-Cookie', 'sid=1; Secure'],
    ['X-API-Key', 'abc'],
    ['X-Auth-Token', 'abc'],
    ['x-carrier-secret', 'abc'],
    ['X-Forwarded-Authorization', 'abc'],
    ['X-Anything', 'Bearer abc.def'],
    ['VASPID', 'acme'],
    ['vaspId', 'acme'],
    ['wsse:Password', 'abc'],
  ])('hides the value of %s', (name, value) => {
    expect(new Mask(false).field(name, value)).toBe(masked);
    expect(new Mask(true).field(name, value)).toBe(value);
  });

  it.each([
    ['Host', 'relay.example.org'],
    ['WWW-Authenticate', 'Basic realm="mm7"'],
    ['Content-Type', 'text/xml; charset="utf-8"'],
    ['VASID', 'news'],
    ['X-Author', 'someone'],
    ['SOAPAction', '""'],
    ['TransactionID', 'basic-1'],
  ])('leaves the value of %s', (name, value) => {
    expect(new Mask(false).field(name, value)).toBe(value);
  });

  it('takes no subject for credentials', () => {
    expect(new Mask(false).value('Subject', 'Basic plan? key=1&token=2')).toBe('Basic plan? key=1&token=2');
  });

  it('hides secrets in URLs, and nothing else of them', () => {
    const mask = new Mask(false);
    expect(mask.url('POST /mm7?id=1&apiKey=s3cret&x=y HTTP/1.1')).toBe(`POST /mm7?id=1&apiKey=${masked}&x=y HTTP/1.1`);
    expect(mask.field('Referer', 'http://user:pass@example.org/')).toBe(`http://${masked}@example.org/`);
    expect(mask.hasMasked).toBe(true);
  });

  it('hides a secret where a sentence quotes it', () => {
    const mask = new Mask(false);
    mask.value('VASPID', 'k3');
    mask.field('X-Api-Key', 'abcdef');
    expect(mask.sentence('got "k3" and abcdef, and Basic Zm9v')).toBe(
      `got "${masked}" and ${masked}, and Basic ${masked}`,
    );
    expect(mask.sentence('k3 alone is too short')).toBe('k3 alone is too short');
  });

  it('hides the VASPID of a message wherever it stands', () => {
    const extension = { name: 'VASPID', attributes: [{ name: 'token', value: 'b' }], children: ['c'] };
    const message = { vaspId: 'a', senderIdentification: { vaspId: 'a', vasId: 'v' }, extensions: [extension] };
    expect(new Mask(false).decoded(message)).toEqual({
      vaspId: masked,
      senderIdentification: { vaspId: masked, vasId: 'v' },
      extensions: [{ name: 'VASPID', attributes: [{ name: 'token', value: masked }], children: [masked] }],
    });
  });

  it('hides secrets in a head that cannot be read, continuation lines included', () => {
    expect(new Mask(false).headLines(['Host: a', 'Authorization: Digest x,', '  response="0"', 'Via: b'])).toEqual([
      'Host: a',
      `Authorization: ${masked}`,
      masked,
      'Via: b',
    ]);
  });

  it('tells nothing of a secret by its length', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (secret) => {
        const shown = new Mask(false).field('Authorization', secret);
        expect(shown === masked || secret.trim() === '').toBe(true);
      }),
    );
  });
});
