'use strict';
// The page is a document and a player. Everything that has to be right comes from the program's own code in WebAssembly:
// it makes the whole session as one sound, and says what happens when. The sound is the clock: where it stands, the
// session stands, also after the screen was locked or the page stood still.

const $ = id => document.getElementById(id);
const planText = $('data').textContent;
const plan = JSON.parse(planText);
const sound = $('sound');

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
  for (const id of ['plan', 'session', 'after', 'diary']) $(id).hidden = id !== part;
  scrollTo(0, 0);
  const heading = $(part).querySelector('h1[tabindex]');
  if (heading) heading.focus();
}

// ---- the session ----

let sessions;
let session;
let share = 'whole';
let sounds = {};
let begun = 0;
let lock;
const WORDS = { settle: 'Get ready', rate: 'Notice how it feels', work: 'Hold', return: 'Come out slowly', recheck: 'Notice how it feels', rest: 'Rest' };
const SIDES = { left: 'left side', right: 'right side', both: 'both sides' };

// What is spoken comes with the plan. What this browser cannot read is not spoken: the chimes are there.
async function speech() {
  const decoder = new OfflineAudioContext(1, 1, 48000);
  for (const [text, sound] of Object.entries(plan.speech?.prompts ?? {})) {
    try {
      const bytes = Uint8Array.from(atob(sound), letter => letter.charCodeAt(0));
      const decoded = await decoder.decodeAudioData(bytes.buffer);
      const samples = Int16Array.from(decoded.getChannelData(0), sample => Math.round(sample * 32767));
      await send({ question: JSON.stringify({ ask: 'speech', text }), more: new Uint8Array(samples.buffer) });
    } catch (fault) {
      console.error(fault);
    }
  }
}

let spoken;

// A sound is made once for each form of the plan, the whole one while the page is read.
function soundOf(which) {
  sounds[which] ??= spoken.then(() => ask({ ask: 'sound', share: which }))
    .then(bytes => URL.createObjectURL(new Blob([bytes], { type: 'audio/flac' })));
  return sounds[which];
}

async function start(which) {
  for (const id of ['start', 'shorter']) if ($(id)) $(id).disabled = true;
  $('start').textContent = 'One moment…';
  try {
    share = which;
    session = sessions[which];
    sound.src = await soundOf(which);
    await sound.play();
    begun = Date.now();
    trouble('');
    show('session');
    mediaKeys();
    draw();
    $('pause').focus();
  } catch (fault) {
    delete sounds[which];
    trouble('The sound does not start here. Try another browser, or ask for the sound file.');
    console.error(fault);
  }
  $('start').textContent = 'Start';
  for (const id of ['start', 'shorter']) if ($(id)) $(id).disabled = false;
}

const now = () => sound.currentTime * 1000;

// Which phase it is: the last that has begun. Between two phases the earlier one stays.
function place(at) {
  let found = 0;
  session.stretches.forEach((stretch, index) => { if (stretch.at <= at + 1) found = index; });
  return found;
}

// The first phase of this side of this item.
function sideBegin(index) {
  const { item, side } = session.stretches[index];
  while (index > 0 && session.stretches[index - 1].item === item && session.stretches[index - 1].side === side) index--;
  return index;
}

function nextSide(index) {
  const { item, side } = session.stretches[index];
  return session.stretches.findIndex((stretch, at) => at > index && (stretch.item !== item || stretch.side !== side));
}

const set = (id, text) => { if ($(id).textContent !== text) $(id).textContent = text; };
const clock = millis => `${Math.floor(millis / 60000)}:${String(Math.floor(millis / 1000) % 60).padStart(2, '0')}`;
const named = ({ item, side }) => [plan.items[item].title, SIDES[side]].filter(Boolean).join(', ');

let drawn;

function draw() {
  if ($('session').hidden) return;
  const at = now();
  const index = place(at);
  const stretch = session.stretches[index];
  const paused = sound.paused && !sound.ended;
  const left = Math.max(0, stretch.at + stretch.length - at);
  $('session').dataset.phase = stretch.phase;
  set('phase', paused ? 'Paused' : [WORDS[stretch.phase], SIDES[stretch.side]].filter(Boolean).join(', '));
  set('title', plan.items[stretch.item].title);
  set('how', plan.items[stretch.item].how || '');
  set('left', clock(left + 999));
  $('arc').style.strokeDasharray = `${stretch.length ? 1 - left / stretch.length : 0} 1`;
  const next = nextSide(index);
  set('next', next < 0 ? 'Then you are done' : `Then: ${named(session.stretches[next])}`);
  set('pause', paused ? 'Go on' : 'Pause');
  if (drawn !== stretch.item) {
    drawn = stretch.item;
    const figure = document.querySelectorAll('#plan li')[stretch.item].querySelector('.figure');
    $('picture').replaceChildren(...(figure ? [figure.cloneNode(true)] : []));
  }
}

function pauseOrGoOn() {
  if (sound.paused) sound.play().catch(() => trouble('The sound does not go on. Press Go on once more.')); else sound.pause();
}

function jump(index) {
  if (index < 0) sound.currentTime = Math.min(session.length / 1000, sound.duration || Infinity);
  else sound.currentTime = session.stretches[index].at / 1000;
  if (index >= 0) draw(); else end();
}

// From the middle of a side back to its begin; from its first seconds back to the side before.
function again() {
  const begin = sideBegin(place(now()));
  const early = now() - session.stretches[begin].at < 3000;
  jump(early && begin > 0 ? sideBegin(begin - 1) : begin);
}

const skip = () => jump(nextSide(place(now())));

function mediaKeys() {
  stayAwake();
  if (!('mediaSession' in navigator)) return;
  navigator.mediaSession.metadata = new MediaMetadata({ title: plan.title, artist: 'Holdwell' });
  const keys = { play: () => sound.play(), pause: () => sound.pause(), previoustrack: again, nexttrack: skip };
  for (const [key, act] of Object.entries(keys)) navigator.mediaSession.setActionHandler(key, act);
}

// The screen may go dark all the same: the sound goes on.
function stayAwake() {
  if ('wakeLock' in navigator && document.visibilityState === 'visible' && !sound.paused)
    navigator.wakeLock.request('screen').then(one => { lock = one; }, () => {});
}

function end() {
  if ($('session').hidden) return;
  sound.pause();
  if (lock) lock.release().catch(() => {});
  show('after');
}

// ---- the diary ----

// How much of a phase was heard, by what the player itself says it played.
function heard({ at, length }) {
  let sum = 0;
  for (let index = 0; index < sound.played.length; index++) {
    const from = Math.max(at, sound.played.start(index) * 1000);
    const to = Math.min(at + length, sound.played.end(index) * 1000);
    sum += Math.max(0, to - from);
  }
  return length ? sum / length : 1;
}

function became(item) {
  const work = session.stretches.filter(stretch => stretch.item === item && stretch.phase === 'work');
  const parts = work.map(heard);
  if (!parts.some(part => part > 0.05)) return 'left-out';
  if (parts.every(part => part > 0.9)) return 'done';
  const stopped = session.stretches[place(now())].item === item && !sound.ended;
  return stopped && now() < session.length - 1000 ? 'stopped' : 'shortened';
}

const key = `holdwell-${plan.id}`;
let diary = { format: 'holdwell-diary', version: 1, plan: plan.id, entries: [] };
let keeps = true;

function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    if (kept && kept.plan === plan.id && Array.isArray(kept.entries)) diary = kept;
  } catch (fault) {
    keeps = false;
  }
}

function store() {
  try {
    localStorage.setItem(key, JSON.stringify(diary));
  } catch (fault) {
    keeps = false;
  }
}

const chosen = name => document.querySelector(`input[name=${name}]:checked`)?.value;
const today = when => `${when.getFullYear()}-${String(when.getMonth() + 1).padStart(2, '0')}-${String(when.getDate()).padStart(2, '0')}`;

function keep() {
  const day = today(new Date(begun));
  const time = 1 + Math.max(0, ...diary.entries.filter(entry => entry.day === day).map(entry => entry.time));
  const entry = { day, time, items: plan.items.map((_, item) => became(item)) };
  for (const [field, name] of [['before', 'before'], ['after', 'after']])
    if (chosen(name) !== undefined) entry[field] = Number(chosen(name));
  if (chosen('worse')) entry.worse = chosen('worse') === 'yes';
  const word = $('word').value.trim();
  if (word) entry.word = word;
  diary.entries.push(entry);
  store();
  document.querySelectorAll('input[type=radio]').forEach(input => { input.checked = false; });
  $('word').value = '';
  $('worse').hidden = true;
  showDiary();
}

async function showDiary() {
  const done = diary.entries.filter(entry => entry.items.some(item => item === 'done' || item === 'shortened'));
  const days = new Set(done.map(entry => entry.day)).size;
  const some = diary.entries.length > 0;
  set('days', some ? `Done on ${days} ${days === 1 ? 'day' : 'days'}.` : 'Nothing is in it yet.');
  $('send').hidden = !some;
  $('kept').hidden = keeps;
  $('copied').textContent = '';
  show('diary');
  if (some) $('code').value = words(await ask({ ask: 'diary', diary: JSON.stringify(diary) }));
  $('share').hidden = !navigator.share;
}

async function copy() {
  $('code').select();
  const done = navigator.clipboard ? navigator.clipboard.writeText($('code').value) : Promise.reject();
  await done.catch(() => { if (!document.execCommand('copy')) throw new Error(); })
    .then(() => set('copied', 'Copied. Paste it into a message to your therapist.'),
      () => set('copied', 'Mark the text above and copy it by hand.'));
}

// ---- all of it ----

async function open() {
  load();
  worker = new Worker(URL.createObjectURL(new Blob([`(${asWorker})()`], { type: 'text/javascript' })));
  worker.onmessage = ({ data: { number, bytes, fault } }) => {
    const { resolve, reject } = waiting.get(number);
    waiting.delete(number);
    if (fault) reject(new Error(fault)); else resolve(bytes);
  };
  worker.onerror = () => trouble('This page does not run in this browser. Try another one, or ask for the sound file.');
  await send({ wasm: Uint8Array.from(atob($('wasm').textContent), letter => letter.charCodeAt(0)) });
  sessions = JSON.parse(words(await ask({ ask: 'open', plan: planText })));
  for (const id of ['start', 'shorter']) if ($(id)) $(id).disabled = false;
  spoken = speech();
  soundOf('whole').catch(() => {});
}

$('start').onclick = () => start('whole');
if ($('shorter')) $('shorter').onclick = () => start('shorter');
$('show').onclick = showDiary;
$('pause').onclick = pauseOrGoOn;
$('again').onclick = again;
$('skip').onclick = skip;
$('stop').onclick = end;
$('keep').onclick = keep;
$('copy').onclick = copy;
$('share').onclick = () => navigator.share({ text: $('code').value }).catch(() => {});
$('back').onclick = () => show('plan');
for (const input of document.querySelectorAll('input[name=worse]'))
  input.onchange = () => { $('worse').hidden = chosen('worse') !== 'yes'; };
for (const what of ['play', 'pause', 'seeked', 'timeupdate']) sound.addEventListener(what, draw);
sound.addEventListener('play', stayAwake);
sound.addEventListener('ended', end);
document.addEventListener('visibilitychange', () => { stayAwake(); draw(); });
// A space pauses from anywhere while it runs, so that nobody has to find a button with closed eyes.
document.addEventListener('keydown', press => {
  if (press.key !== ' ' || $('session').hidden || press.target.tagName === 'BUTTON') return;
  press.preventDefault();
  pauseOrGoOn();
});
setInterval(draw, 250);
open().catch(fault => {
  trouble('This page does not run in this browser. Try another one, or ask for the sound file.');
  console.error(fault);
});
