'use strict';
// The page is a document and a player. Everything that has to be right comes from the program's own code in WebAssembly:
// it makes the whole session as one sound, and says what happens when. The sound is the clock: where it stands, the
// session stands, also after the screen was locked or the page stood still.

const $ = id => document.getElementById(id);

// The worker answers one question after another, so that no picture waits for a sound.
const asWorker = () => {
  let code;
  const answer = (question, more = new Uint8Array()) => {
    const words = new TextEncoder().encode(question);
    // A byte of 0 stands between the question and what belongs to it.
    const whole = new Uint8Array(more.length ? words.length + 1 + more.length : words.length);
    whole.set(words);
    if (more.length) whole.set(more, words.length + 1);
    const at = code.room(whole.length);
    new Uint8Array(code.memory.buffer, at, whole.length).set(whole);
    const length = code.go();
    const bytes = new Uint8Array(code.memory.buffer, code.answer(), Math.abs(length)).slice();
    if (length < 0) throw new Error(new TextDecoder().decode(bytes));
    return bytes;
  };
  onmessage = async ({ data: { number, wasm, question, more } }) => {
    try {
      if (wasm) {
        const plain = new Blob([wasm]).stream().pipeThrough(new DecompressionStream('gzip'));
        code = (await WebAssembly.instantiate(await new Response(plain).arrayBuffer(), {})).instance.exports;
        postMessage({ number });
      } else {
        postMessage({ number, bytes: answer(question, more) });
      }
    } catch (fault) {
      postMessage({ number, fault: String(fault) });
    }
  };
};

const waiting = new Map();
let worker;
let asked = 0;

function send(message) {
  return new Promise((resolve, reject) => {
    const number = asked++;
    waiting.set(number, { resolve, reject });
    worker.postMessage({ number, ...message });
  });
}

const ask = question => send({ question: JSON.stringify(question) });
const words = bytes => new TextDecoder().decode(bytes);

function trouble(text) {
  $('trouble').textContent = text;
  $('trouble').hidden = !text;
}

function show(part) {
  for (const section of document.querySelectorAll('main > section')) section.hidden = section.id !== part;
  scrollTo(0, 0);
  const heading = $(part).querySelector('h1[tabindex]');
  if (heading) heading.focus();
}

function bytesOf(base64) {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = letters.charCodeAt(index);
  return bytes;
}

const DOES_NOT_RUN = 'This page does not run in this browser. Try another one, or ask for the sound file.';

async function begin() {
  worker = new Worker(URL.createObjectURL(new Blob([`(${asWorker})()`], { type: 'text/javascript' })));
  worker.onmessage = ({ data: { number, bytes, fault } }) => {
    const { resolve, reject } = waiting.get(number);
    waiting.delete(number);
    if (fault) reject(new Error(fault)); else resolve(bytes);
  };
  worker.onerror = () => trouble(DOES_NOT_RUN);
  await send({ wasm: bytesOf($('wasm').textContent) });
}

const begun = begin();

