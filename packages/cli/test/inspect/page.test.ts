import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/inspect/inspect.ts';
import { Mask } from '../../src/inspect/mask.ts';
import { outlineOf } from '../../src/inspect/outline.ts';
import { page } from '../../src/inspect/page.ts';
import { envelope, png, withEnvelope, withParts } from './captures.ts';

async function pageOf(capture: string | Uint8Array, title = 'capture'): Promise<string> {
  const bytes = typeof capture === 'string' ? new TextEncoder().encode(capture) : capture;
  const { inspection, contentAt } = await inspect(bytes, { mask: new Mask(false) });
  return page({ title, result: inspection.verdict.result, sections: outlineOf(inspection), contentAt });
}

/** The tags of a page, with their attributes. */
function tagsOf(html: string): string[] {
  return [...html.matchAll(/<([a-z][^>]*)>/gi)].map(([, tag]) => tag ?? '');
}

const own = new Set(
  'html head meta title style body header main section nav h1 h2 p ul li a span i b div pre figure img figcaption'.split(
    ' ',
  ),
);

describe('the page', () => {
  it('forbids whatever it does not need, and is allowed its own style', async () => {
    const html = await pageOf(withEnvelope(envelope()));
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    );
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'));
    expect(html).not.toMatch(/ (?:style|on[a-z]+)=/);
  });

  it('shows pictures, and renders neither SVG nor HTML', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>';
    const html = await pageOf(
      withParts([
        ['Content-Type: image/png', png(3, 2)],
        ['Content-Type: image/svg+xml', svg],
        ['Content-Type: image/png', svg],
        ['Content-Type: text/html', '<!doctype html><img src=x onerror=alert(3)>'],
      ]),
    );
    const images = html.match(/<img [^>]*>/g) ?? [];
    expect(images).toHaveLength(1);
    expect(images[0]).toContain(`src="data:image/png;base64,${Buffer.from(png(3, 2)).toString('base64')}"`);
    expect(html).toContain('&lt;svg xmlns=');
    expect(html).not.toMatch(/<script|<svg|<iframe|<object|<embed|<link|<form/i);
  });

  it('holds no markup but its own, whatever the wire says', async () => {
    const hostile = fc.constantFrom(
      '"><script>',
      "'onx=1 ",
      '</pre><b>',
      '<!--',
      ']]>',
      '&lt;',
      '</style>',
      '\u202e',
      '`',
      '<img src=x>',
    );
    const text = fc.array(fc.oneof(hostile, fc.string()), { maxLength: 4 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, text, async (subject, field, title) => {
        const line = field.replace(/[\r\n]/g, ' ');
        const xml = envelope({ subject: `<![CDATA[${subject.replaceAll(']]>', '')}]]>` });
        const html = await pageOf(withParts([[`Content-Type: text/plain\r\nX-Field: ${line}`, subject]], xml), title);
        for (const tag of tagsOf(html)) {
          expect(own).toContain(/^[a-z0-9]+/i.exec(tag)?.[0]);
          expect(tag).toMatch(/^(?:meta|[a-z0-9]+(?: (?:class|id|href|lang|src|alt|aria-label)="[^"]*")*$)/);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leads from each kind of finding to its first place', async () => {
    const html = await pageOf(
      withEnvelope(envelope({ mustUnderstand: 'true', rest: '<m:chargedparty>Both</m:chargedparty>' })),
    );
    const targets = [...html.matchAll(/href="#(remark-\d+)"/g)].map(([, id]) => id);
    expect(targets).toHaveLength(2);
    for (const id of targets) expect(html).toContain(`id="${id}"`);
  });
});
