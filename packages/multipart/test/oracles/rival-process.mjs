// Splits bodies with the libraries of others, in a process of its own, since some input ends the process.
// Takes { rival, boundary, body }, answers { parts: [{ names, content }], ending }.
import { Buffer } from 'node:buffer';
import { Dicer as FastifyDicer } from '@fastify/busboy';
import Dicer from 'dicer';
import { Splitter } from 'mailsplit';

const rivals = {
  dicer: (boundary, body, answer) => splitWith(new Dicer({ boundary }), body, answer),
  '@fastify/busboy': (boundary, body, answer) => splitWith(new FastifyDicer({ boundary }), body, answer),
  mailsplit: splitMail,
};
/** More turns of the event loop than any of them takes to deal with a body in memory. */
const manyTurns = 100;

process.on('message', ({ rival, boundary, body }) => {
  const parts = [];
  let hasAnswered = false;
  const answer = {
    begin() {
      const part = { names: [], content: '' };
      parts.push(part);
      return part;
    },
    end(ending) {
      if (!hasAnswered) process.send({ parts, ending });
      hasAnswered = true;
    },
  };
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', () => {
    answer.end('crash');
    process.disconnect();
  });
  rivals[rival](boundary, Buffer.from(body, 'latin1'), answer);
  afterTurns(manyTurns, () => answer.end('hang'));
});

function splitWith(dicer, body, answer) {
  let ending = 'good';
  const fail = () => {
    ending = 'error';
  };
  dicer.on('part', (part) => {
    const found = answer.begin();
    part.on('header', (fields) => found.names.push(...Object.keys(fields)));
    part.on('data', (bytes) => {
      found.content += bytes.toString('latin1');
    });
    part.on('error', fail);
  });
  dicer.on('error', fail);
  dicer.on('finish', () => answer.end(ending));
  dicer.end(body);
}

// It reads mail, so the body gets a head; the multipart itself is the first node.
function splitMail(boundary, body, answer) {
  const splitter = new Splitter();
  let leaf;
  splitter.on('data', ({ type, multipart, headers, value }) => {
    if (type === 'node') {
      leaf = multipart === false ? answer.begin() : undefined;
      leaf?.names.push(...headers.getList().flatMap(({ key }) => (key === '' ? [] : [key])));
    } else if (type === 'body' && leaf !== undefined) {
      leaf.content += value.toString('latin1');
    }
  });
  splitter.on('end', () => answer.end('good'));
  splitter.on('error', () => answer.end('error'));
  splitter.end(Buffer.concat([Buffer.from(`Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`), body]));
}

function afterTurns(turns, callback) {
  if (turns === 0) callback();
  else setImmediate(afterTurns, turns - 1, callback);
}
