// Does a server that decodes leak? `npm run soak -- --seconds 60`: on loopback alone, an HTTP server reads what many
// senders post at once: good ones, slow ones, some that break off, some that send rubbish. Afterwards the heap must be
// as large as before, and nothing may be open any more. Ends with status 1 when something is left.
import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { decode, encode, fault, Mm7Error, respond } from '@mm7/codec';

const MiB = 2 ** 20;
const sendersAtOnce = 24;
/** No more messages than this, however fast the machine and long the time. */
const mostMessages = 200_000;
/** What a heap may differ by from one moment to another without anything being kept for each message. */
const toleranceInBytes = 4 * MiB;
/** Milliseconds after which a message that has had no answer hangs. */
const patience = 20_000;

const { seconds } = optionsOf(process.argv.slice(2));
const collectGarbage = garbageCollector();
const counts = { answered: 0, discarded: 0, refused: 0, 'broken off': 0, bugs: 0 };
const attachment = Buffer.alloc(256 * 1024, 'mm7 ');
const message = {
  operation: 'DeliverReq',
  transactionId: 'soak-1',
  sender: { kind: 'number', value: '12025550147' },
  subject: 'Soak',
};
const good = await written();

const server = http.createServer(answer);
server.requestTimeout = patience;
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
const agent = new http.Agent({ keepAlive: true, maxSockets: sendersAtOnce });

// A first round warms everything up, so that what is measured is what grows.
await sendFor(Math.min(15, seconds / 4));
const before = await rest();
const countsBefore = { ...counts };
await sendFor(seconds);
const after = await rest();

agent.destroy();
server.close();
await once(server, 'close');
await delay(100);
const open = process.getActiveResourcesInfo().filter((name) => !standardStreams().has(name));
const growth = after - before;
const isLeaking = growth > toleranceInBytes || open.length > 0 || counts.bugs > 0;

const outcomes = Object.entries(counts).map(([name, count]) => [name, count - countsBefore[name]]);
const messages = outcomes.reduce((sum, [, count]) => sum + count, 0);
process.stdout.write(
  `${messages} messages in ${seconds} s from ${sendersAtOnce} senders at once: ` +
    `${outcomes.map(([name, count]) => `${count} ${name}`).join(', ')}\n` +
    `heap before ${inMiB(before)}, after ${inMiB(after)}: ${inMiB(growth)} more (${inMiB(toleranceInBytes)} are allowed)\n` +
    `open handles: ${open.length === 0 ? 'none' : open.join(', ')}\n${isLeaking ? 'LEAK' : 'no leak'}\n`,
);
process.exitCode = isLeaking ? 1 : 0;

// What a receiver of MM7 does; every third message it leaves alone once it knows what it is.
async function answer(request, response) {
  let reply;
  try {
    const decoded = await decode(request.headers, request);
    if (sent() % 3 === 0) {
      await decoded.discard();
      counts.discarded += 1;
    } else {
      for await (const part of decoded.parts) for await (const chunk of part) chunk.at(0);
      counts.answered += 1;
    }
    reply = encode(respond(decoded, 1000));
  } catch (error) {
    if (Mm7Error.is(error)) {
      counts.refused += 1;
      reply = encode(fault(error, error.statusCode, { side: 'vasp' }));
    } else if (error?.code === 'ECONNRESET' || error?.code === 'ERR_STREAM_PREMATURE_CLOSE') {
      counts['broken off'] += 1;
      return;
    } else {
      counts.bugs += 1;
      process.stderr.write(`${error?.stack}\n`);
      return;
    }
  }
  response.writeHead(200, { ...reply.headers, Connection: request.complete ? 'keep-alive' : 'close' });
  for await (const chunk of reply.body) response.write(chunk);
  response.end();
}

async function sendFor(duration) {
  const end = Date.now() + duration * 1000;
  const kinds = [sendWhole, sendSlowly, sendAndBreakOff, sendMutilated, sendRubbish, sendFlood];
  await Promise.all(
    Array.from({ length: sendersAtOnce }, async (_, sender) => {
      for (let turn = sender; Date.now() < end && sent() < mostMessages; turn += 1) await kinds[turn % kinds.length]();
    }),
  );
}

function sent() {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

async function sendWhole() {
  await post((request) => request.end(good.bytes));
}

async function sendSlowly() {
  await post(async (request) => {
    const size = Math.ceil(good.bytes.length / 20);
    for (let start = 0; start < good.bytes.length && !request.destroyed; start += size) {
      request.write(good.bytes.subarray(start, start + size));
      await delay(5);
    }
    request.end();
  });
}

async function sendAndBreakOff() {
  await post(async (request) => {
    request.write(good.bytes.subarray(0, Math.floor(Math.random() * good.bytes.length)));
    await delay(5);
    request.destroy();
  });
}

async function sendMutilated() {
  const bytes = Buffer.from(good.bytes);
  for (let count = 0; count < 20; count += 1) bytes[Math.floor(Math.random() * 3000)] = Math.floor(Math.random() * 256);
  await post((request) => request.end(bytes));
}

async function sendRubbish() {
  await post((request) => request.end(Buffer.alloc(100_000, '<a>')));
}

async function sendFlood() {
  const boundary = /boundary="?([^";]+)/.exec(good.headers['Content-Type'])[1];
  const head = good.bytes.subarray(0, 3000);
  await post((request) => request.end(Buffer.concat([head, Buffer.from(`\r\n--${boundary}\r\n\r\n`.repeat(3000))])));
}

// Posts what `write` writes, chunked, and waits for an answer or the end of the connection.
async function post(write) {
  const headers = { 'Content-Type': good.headers['Content-Type'] };
  const request = http.request({ host: '127.0.0.1', port, method: 'POST', path: '/mm7', agent, headers });
  const isOver = new Promise((resolve) => {
    request.on('response', (response) => response.resume().on('close', resolve));
    // The server may answer and close before all is sent, and some requests break off by themselves.
    request.on('error', resolve);
    request.on('close', resolve);
  });
  const timer = setTimeout(() => {
    counts.bugs += 1;
    process.stderr.write(`no answer after ${patience} ms\n`);
    request.destroy();
  }, patience);
  await write(request);
  await isOver;
  clearTimeout(timer);
}

async function written() {
  const { headers, body } = encode(message, [
    { contentType: 'image/jpeg', contentId: 'picture', body: attachment },
    { contentType: 'text/plain; charset=utf-8', contentId: 'words', body: 'Good evening', transferEncoding: 'base64' },
  ]);
  const chunks = [];
  for await (const chunk of body) chunks.push(chunk);
  return { headers, bytes: Buffer.concat(chunks) };
}

// The size of the heap when nothing is going on.
async function rest() {
  await delay(500);
  for (let count = 0; count < 4; count += 1) {
    collectGarbage();
    await delay(50);
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

function garbageCollector() {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

function standardStreams() {
  return new Set(['PipeWrap', 'TTYWrap', 'FSReqPromise']);
}

function inMiB(bytes) {
  return `${(bytes / MiB).toFixed(1)} MiB`;
}

function optionsOf(words) {
  try {
    const { values } = parseArgs({ args: words, options: { seconds: { type: 'string' } } });
    const text = values.seconds ?? '60';
    if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new RangeError(`--seconds takes a whole number up to 9999, not ${text}`);
    return { seconds: Number(text) };
  } catch (error) {
    process.stderr.write(`${error.message}\nUsage: npm run soak -- [--seconds N]\n`);
    process.exit(2);
  }
}
