// The main job, run on real input: `npm start`. With arguments it is the command line: `npm start -- decode FILE`.
// The packages have been built before (see build-stale.mjs).
import { spawnSync } from 'node:child_process';
import { createReadStream, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const commandLine = path.join(root, 'packages', 'cli', 'bin', 'mm7.js');

const slides =
  '<smil><head><layout><root-layout width="160" height="140"/>' +
  '<region id="Image" top="0" left="0" width="160" height="100"/>' +
  '<region id="Text" top="100" left="0" width="160" height="40"/></layout></head>' +
  '<body><par dur="4s"><img src="cid:cup.gif" region="Image"/><text src="cid:offer.txt" region="Text"/></par></body></smil>';
const cup = 'R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==';
const offer = 'Grüner Tee für zwei: heute halber Preis';

const args = process.argv.slice(2);
if (args.length > 0) {
  // File names mean what they meant where npm was called.
  process.exitCode = mm7(args, process.env.INIT_CWD ?? process.cwd());
} else {
  await mainJob();
}

async function mainJob() {
  const received = 'received';
  const delivery = path.join('test-vectors', 'as-printed', 'a-deliver-req.http');
  const submission = path.join('test-vectors', 'messages', 'submit-req-smil.http');

  say(`1. Decode a DeliverReq with a nested image and text, and stream both into ${received}/`);
  rmSync(path.join(root, received), { recursive: true, force: true });
  process.exitCode = mm7(['decode', delivery, '--extract', received], root);
  if (process.exitCode !== 0) return;

  say('2. Answer it with the matching DeliverRsp');
  await answer(path.join(root, delivery));

  say(`3. Build a SubmitReq with SMIL, image and text, and compare it with ${submission}`);
  await submit(path.join(root, submission));
}

// Prints the reply to a captured request.
async function answer(file) {
  const { decode, encode, respond } = await import('@mm7/codec');
  const { readCapture } = await import('@mm7/codec/capture');
  const capture = await readCapture(createReadStream(file));
  const decoded = await decode(capture.headers, capture.body);
  await decoded.discard();
  const { headers, body } = encode(respond(decoded, 1000));
  for (const [name, value] of Object.entries(headers)) process.stdout.write(`${name}: ${value}\n`);
  process.stdout.write(`\n${await bytesOf(body)}\n`);
}

// Builds a message and compares it with a captured one, byte for byte but for the boundaries, which are random.
async function submit(file) {
  const { encode } = await import('@mm7/codec');
  const { headers, body } = encode(
    {
      operation: 'SubmitReq',
      transactionId: 'vasp-2001',
      senderIdentification: {
        vaspId: 'teahouse',
        vasId: 'menu',
        senderAddress: { kind: 'shortCode', value: '54321' },
      },
      recipients: { to: [{ kind: 'number', value: '447700900141' }] },
      deliveryReport: true,
      priority: 'Normal',
      subject: 'Tea & biscuits',
    },
    [
      { contentType: 'application/smil', contentId: 'menu.smil', body: slides },
      { contentType: 'image/gif', contentId: 'cup.gif', fileName: 'cup.gif', body: Buffer.from(cup, 'base64') },
      { contentType: 'text/plain; charset=utf-8', contentId: 'offer.txt', body: offer },
    ],
  );
  const [head, expected] = halves(readFileSync(file).toString('latin1'));
  const built = (await bytesOf(body)).toString('latin1');
  const fields = new Map(head.split('\r\n').map((line) => halves(line, ': ')));
  const same = withoutBoundaries(built) === withoutBoundaries(expected);
  const sameHead = Object.entries(headers).every(
    ([name, value]) => withoutBoundaries(value) === withoutBoundaries(fields.get(name) ?? ''),
  );
  for (const [name, value] of Object.entries(headers)) process.stdout.write(`${name}: ${value}\n`);
  if (same && sameHead) {
    process.stdout.write(`\n${built.length} bytes, equal to the vector but for the boundaries\n`);
  } else {
    process.stderr.write(`The ${same ? 'header fields differ' : 'body differs'} from the vector\n`);
    process.exitCode = 1;
  }
}

function withoutBoundaries(text) {
  return text.replace(/mm7_[0-9A-Za-z_-]{32}/g, 'boundary');
}

// What stands before and after the first separator.
function halves(text, separator = '\r\n\r\n') {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}

async function bytesOf(body) {
  const chunks = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// The exit status of the command line.
function mm7(words, directory) {
  const { status } = spawnSync(process.execPath, [commandLine, ...words], { cwd: directory, stdio: 'inherit' });
  return status ?? 1;
}

function say(line) {
  process.stdout.write(`\n${line}\n\n`);
}
