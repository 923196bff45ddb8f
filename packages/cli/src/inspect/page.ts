import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Item, Remark, Section, Span } from '../outline/item.ts';
import { escapedHtml } from './escaped-html.ts';
import { pageStyle } from './page-style.ts';

/** Larger pictures make a page that no browser likes. */
const largestPicture = 8 * 1024 * 1024;

/** What a page is made of. */
export interface PageContent {
  /** What the capture is called. */
  readonly title: string;
  readonly result: 'conforms' | 'deviates' | 'unreadable';
  readonly sections: readonly Section[];
  /** The content of a part, by its path. */
  contentAt(path: string): Uint8Array | undefined;
}

const badges = { conforms: 'Conforms', deviates: 'Deviates', unreadable: 'Cannot be read' } as const;

/**
 * One HTML page that stands for itself: it fetches nothing, runs nothing, and shows of the wire nothing but escaped text
 * and raster images.
 */
export function page({ title, result, sections, contentAt }: PageContent): string {
  const name = escapedHtml(title);
  const drawing = new Drawing(contentAt);
  const drawn = sections.map((section) => drawing.section(section));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${name} – mm7 inspect</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<p class="tool">mm7 inspect</p>
<h1>${name}</h1>
<p class="badge ${result}"><a href="#verdict">${badges[result]}</a></p>
${contentsHtml(drawing.remarks)}
</header>
<main>
${drawn.join('\n')}
</main>
</body>
</html>
`;
}

/** Nothing but this very style sheet and pictures that stand in the page. */
function contentSecurityPolicy(): string {
  const hash = createHash('sha256').update(pageStyle).digest('base64');
  return `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

/** Draws sections, and keeps what is remarked in them: the table of contents leads there. */
class Drawing {
  readonly remarks: Remark[] = [];
  readonly #contentAt: PageContent['contentAt'];

  constructor(contentAt: PageContent['contentAt']) {
    this.#contentAt = contentAt;
  }

  section({ title, items }: Section): string {
    const id = escapedHtml(title.toLowerCase().replaceAll(' ', '-'));
    return `<section id="${id}">\n<h2>${escapedHtml(title)}</h2>\n${this.#items(items)}\n</section>`;
  }

  #items(items: readonly Item[]): string {
    return items.length === 0 ? '' : `<ul>\n${items.map((item) => this.#item(item)).join('\n')}\n</ul>`;
  }

  #item({ spans, meaning, facts = [], remarks = [], text, picture, items = [] }: Item): string {
    const line = [...spans.map(spanHtml), ...(meaning === undefined ? [] : [`<i>${escapedHtml(meaning)}</i>`])];
    return [
      '<li>',
      line.length === 0 ? '' : `<p class="line">${line.join(' ')}</p>`,
      facts.length === 0
        ? ''
        : `<ul class="facts">${facts.map((fact) => `<li>${escapedHtml(fact)}</li>`).join('')}</ul>`,
      text === undefined ? '' : `<pre>${escapedHtml([...text.lines, ...(text.isCut ? ['…'] : [])].join('\n'))}</pre>`,
      picture === undefined ? '' : figureHtml(picture, this.#contentAt(picture.path)),
      ...remarks.map((remark) => this.#remark(remark)),
      this.#items(items),
      '</li>',
    ].join('');
  }

  #remark(remark: Remark): string {
    this.remarks.push(remark);
    const { severity, code, statement, explanation, remedy } = remark;
    const why = explanation === undefined ? '' : `<p>${escapedHtml(explanation)}</p>`;
    const what = `<p><b>${escapedHtml(code)}</b> ${escapedHtml(statement)}</p>`;
    const fix = `<p class="fix">${escapedHtml(remedy)}</p>`;
    return `<div class="remark ${severity}" id="remark-${this.remarks.length}">${what}${why}${fix}</div>`;
  }
}

/** What is remarked, each kind once, in the order of the page. */
function contentsHtml(remarks: readonly Remark[]): string {
  const kinds = new Map<string, { readonly severity: string; readonly first: number; count: number }>();
  remarks.forEach(({ code, severity }, index) => {
    const kind = kinds.get(code);
    if (kind === undefined) kinds.set(code, { severity, first: index + 1, count: 1 });
    else kind.count += 1;
  });
  const links = [...kinds].map(([code, { severity, first, count }]) => {
    const times = count === 1 ? '' : ` × ${count}`;
    return `<li><a class="${severity}" href="#remark-${first}">${escapedHtml(code)}${times}</a></li>`;
  });
  return links.length === 0 ? '' : `<nav aria-label="What is wrong"><ul>${links.join('')}</ul></nav>`;
}

function spanHtml({ role, text }: Span): string {
  return `<span class="${role}">${escapedHtml(text)}</span>`;
}

function figureHtml({ path, mediaType, caption }: NonNullable<Item['picture']>, bytes: Uint8Array | undefined): string {
  if (bytes === undefined || bytes.length > largestPicture)
    return '<p class="faint">The picture is too large to be shown.</p>';
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return `<figure><img src="data:${mediaType};base64,${data}" alt="Part ${escapedHtml(path)}"><figcaption>${escapedHtml(caption)}</figcaption></figure>`;
}
