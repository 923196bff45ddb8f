import { type ContentType, parseContentType } from './content-type.ts';
import { deviate, type MultipartMode } from './deviation.ts';
import { MultipartError, type MultipartWarning } from './errors.ts';
import type { HeaderFields } from './header-fields.ts';
import { type MultipartLimits, resolveMultipartLimits } from './limits.ts';
import { describePart, type PartInfo } from './part-info.ts';
import { type MultipartHandler, type MultipartOptions, MultipartSplitter } from './splitter.ts';
import { createTransferDecoder, isKnownTransferEncoding, type TransferDecoder } from './transfer-decoder.ts';

/** What a {@link LeafSplitter} calls. A method that throws stops it like any other error. */
export interface LeafHandler {
  /** A multipart inside the body begins; its parts follow. */
  containerStart?(part: PartInfo): void;
  /** A part that is no multipart begins. */
  leafStart(part: PartInfo): void;
  /** The next bytes of its content, transfer encoding undone; at least one. */
  leafData(bytes: Uint8Array): void;
  /** The part ends; `offset` is that of the byte after its encoded content in the whole body. */
  leafEnd(offset: number): void;
  /** A deviation was taken; in strict mode it is thrown instead. */
  warning?(warning: MultipartWarning): void;
}

/**
 * Splits a multipart body, and the multiparts inside it, down to the parts that are none, and undoes their transfer
 * encodings. Like {@link MultipartSplitter}, on which it is built, it is fed chunks of any size and does no I/O.
 *
 * @example
 * const splitter = new LeafSplitter('multipart/related; boundary=frontier', {
 *   leafStart: (part) => console.log(part.path, part.contentType, part.contentId),
 *   leafData: (bytes) => console.log(bytes.length),
 *   leafEnd: () => console.log('end'),
 * });
 */
export class LeafSplitter {
  readonly #tree: Tree;
  readonly #level: Level;

  /**
   * @param contentType value of the body's Content-Type header, or what {@link parseContentType} made of it
   * @throws MultipartError `missing-boundary`, `invalid-boundary`, `boundary-too-long`, `invalid-limit`; in strict mode
   *   also the code of any deviation in `contentType`
   */
  constructor(contentType: string | ContentType, handler: LeafHandler, options: MultipartOptions = {}) {
    const { parameters, deviations } = typeof contentType === 'string' ? parseContentType(contentType) : contentType;
    this.#tree = new Tree(handler, options);
    for (const code of deviations) deviate(this.#tree.mode, handler, code, '');
    this.#level = new Level(this.#tree, parameters.get('boundary') ?? '', undefined, 0);
  }

  /** Whether the closing delimiter of the body has been read; all that follows it is passed over. */
  get finished(): boolean {
    return this.#level.splitter.finished;
  }

  /**
   * Reads the next bytes of the body.
   *
   * @throws MultipartError what {@link MultipartSplitter.write} throws, and for parts inside a nested multipart what
   *   {@link MultipartSplitter.end} throws; `nesting-too-deep`
   */
  write(chunk: Uint8Array): void {
    this.#level.splitter.write(chunk);
  }

  /**
   * The body has ended.
   *
   * @throws MultipartError what {@link MultipartSplitter.end} throws; `truncated-body` also if base64 is cut
   */
  end(): void {
    this.#tree.inputHasEnded = true;
    this.#level.splitter.end();
  }
}

/** What all levels of one body share. */
class Tree {
  readonly handler: LeafHandler;
  readonly mode: MultipartMode;
  readonly limits: MultipartLimits;
  partCount = 0;
  inputHasEnded = false;

  constructor(handler: LeafHandler, options: MultipartOptions) {
    this.handler = handler;
    this.mode = options.mode ?? 'lenient';
    this.limits = resolveMultipartLimits(options.limits);
  }
}

/** One multipart: the body, or one inside it. At any time at most one part of it is being read. */
class Level implements MultipartHandler {
  readonly splitter: MultipartSplitter;
  readonly #tree: Tree;
  readonly #containers: readonly PartInfo[];
  #path = '';
  #child: Level | undefined;
  #decoder: TransferDecoder | undefined;

  constructor(tree: Tree, boundary: string, container: PartInfo | undefined, contentOffset: number) {
    this.#tree = tree;
    this.#containers = container === undefined ? [] : [...container.containers, container];
    const { mode, limits } = tree;
    if (this.#containers.length >= limits.nesting) {
      throw new MultipartError('nesting-too-deep', `Multiparts nest deeper than the limit of ${limits.nesting}`, {
        offset: contentOffset,
        part: container?.path,
      });
    }
    const place = { path: container?.path ?? '', offset: contentOffset };
    this.splitter = new MultipartSplitter(boundary, this, { mode, limits }, place);
  }

  partStart(headers: HeaderFields, offset: number, contentOffset: number): void {
    const tree = this.#tree;
    this.#path = this.splitter.partPath;
    tree.partCount += 1;
    if (tree.partCount > tree.limits.parts) {
      throw new MultipartError(
        'too-many-parts',
        `The body has more than ${tree.limits.parts} parts, which is the limit`,
        {
          offset,
          part: this.#path,
        },
      );
    }
    const { info, deviations } = describePart(headers, this.#path, offset, this.#containers);
    const isContainer = info.contentType.startsWith('multipart/');
    if (isContainer) tree.handler.containerStart?.(info);
    else tree.handler.leafStart(info);
    for (const code of deviations) deviate(tree.mode, tree.handler, code, this.#path, offset);
    const encoding = headers.get('content-transfer-encoding');
    if (!isKnownTransferEncoding(encoding)) {
      deviate(tree.mode, tree.handler, 'unknown-transfer-encoding', this.#path, offset);
    }
    if (isContainer) this.#child = new Level(tree, info.parameters.get('boundary') ?? '', info, contentOffset);
    else this.#decoder = createTransferDecoder(encoding);
  }

  partData(view: Uint8Array): void {
    if (this.#child !== undefined) this.#child.splitter.write(view);
    else if (this.#decoder === undefined) this.#tree.handler.leafData(view);
    else this.#give(this.#decoder.write(view));
  }

  partEnd(offset: number): void {
    if (this.#child !== undefined) {
      this.#child.splitter.end(this.#tree.inputHasEnded ? 'end-of-input' : 'delimiter');
      this.#child = undefined;
      return;
    }
    if (this.#decoder !== undefined) {
      this.#endDecoder(this.#decoder, offset);
      this.#decoder = undefined;
    }
    this.#tree.handler.leafEnd(offset);
  }

  warning(warning: MultipartWarning): void {
    this.#tree.handler.warning?.(warning);
  }

  #endDecoder(decoder: TransferDecoder, offset: number): void {
    this.#give(decoder.end());
    if (decoder.cutQuantum && this.#tree.inputHasEnded) {
      throw new MultipartError('truncated-body', 'The body ends inside base64 content', { offset, part: this.#path });
    }
    if (decoder.deviation !== undefined) {
      deviate(this.#tree.mode, this.#tree.handler, decoder.deviation, this.#path, offset);
    }
  }

  #give(decoded: Uint8Array): void {
    if (decoded.length > 0) this.#tree.handler.leafData(decoded);
  }
}
