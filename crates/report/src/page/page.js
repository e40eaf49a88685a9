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
let lock;
// A phone lets a page sound only from within a press, and making a sound takes longer: the press plays this nothing.
const SILENCE = 'data:audio/wav;base64,UklGRiUAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQEAAACA';
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
  sounds[which].catch(() => { delete sounds[which]; });
  return sounds[which];
}

async function start(which) {
  for (const id of ['start', 'shorter']) if ($(id)) $(id).disabled = true;
  $('start').textContent = 'One moment…';
  sound.src = SILENCE;
  sound.play().catch(() => {});
  try {
    share = which;
    session = sessions[which];
    sound.src = await soundOf(which);
    await sound.play();
    entry = undefined;
    drawn = undefined;
    trouble('');
    run();
  } catch (fault) {
    if (fault.name === 'NotAllowedError') trouble('Press Start once more: then it sounds.');
    else trouble('The sound does not start here. Try another browser, or ask for the sound file.');
    console.error(fault);
  }
  $('start').textContent = 'Start';
  for (const id of ['start', 'shorter']) if ($(id)) $(id).disabled = false;
}

// From the begin, and once more where somebody had stopped too early.
function run() {
  show('session');
  mediaKeys();
  draw();
  $('pause').focus();
}

const isRunning = () => !$('session').hidden;

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
  if (!isRunning()) return;
  const at = now();
  const index = place(at);
  const stretch = session.stretches[index];
  const paused = sound.paused && !sound.ended;
  const left = Math.max(0, stretch.at + stretch.length - at);
  $('session').dataset.phase = stretch.phase;
  const what = [WORDS[stretch.phase], SIDES[stretch.side]].filter(Boolean).join(', ');
  set('phase', paused ? 'Paused' : what);
  set('said', paused ? 'Paused' : `${plan.items[stretch.item].title}. ${what}`);
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
  if (index < 0) {
    sound.currentTime = Math.min(session.length / 1000, sound.duration || Infinity);
    end();
    return;
  }
  sound.currentTime = session.stretches[index].at / 1000;
  draw();
  $('pause').focus();
}

// From the middle of a side back to its begin; from its first seconds back to the side before.
function again() {
  const begin = sideBegin(place(now()));
  const early = now() - session.stretches[begin].at < 3000;
  jump(early && begin > 0 ? sideBegin(begin - 1) : begin);
}

const skip = () => jump(nextSide(place(now())));

// The keys of the lock screen and of a headset belong to the session, and to nothing after it.
function mediaKeys() {
  stayAwake();
  if (!('mediaSession' in navigator)) return;
  const running = isRunning();
  navigator.mediaSession.metadata = running ? new MediaMetadata({ title: plan.title, artist: 'Holdwell' }) : null;
  const keys = { play: () => sound.play(), pause: () => sound.pause(), previoustrack: again, nexttrack: skip };
  for (const [key, act] of Object.entries(keys)) navigator.mediaSession.setActionHandler(key, running ? act : null);
}

// The screen may go dark all the same: the sound goes on.
function stayAwake() {
  const wanted = isRunning() && !sound.paused && document.visibilityState === 'visible';
  if (wanted && !lock && 'wakeLock' in navigator) {
    lock = navigator.wakeLock.request('screen').catch(() => undefined);
  } else if (!wanted && lock) {
    lock.then(one => one?.release()).catch(() => {});
    lock = undefined;
  }
}

// What was done is kept at once: whoever falls asleep now has done it all the same.
function end() {
  if (!isRunning()) return;
  sound.pause();
  note({ items: plan.items.map((_, item) => became(item)) });
  $('resume').hidden = now() >= session.length - 1000;
  show('after');
  mediaKeys();
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
  const whole = work.reduce((sum, stretch) => sum + stretch.length, 0);
  const part = work.reduce((sum, stretch) => sum + heard(stretch) * stretch.length, 0) / (whole || 1);
  if (!work.length || part < 0.05) return 'left-out';
  if (part > 0.9) return 'done';
  return part > 0.5 ? 'shortened' : 'stopped';
}

const key = `holdwell-${plan.id}`;
let diary = { format: 'holdwell-diary', version: 1, plan: plan.id, entries: [] };
let keeps = true;

let entry;

// Another tab may have kept something since: both belong to the diary.
function load() {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(key));
  } catch (fault) {
    keeps = false;
  }
  if (!kept || kept.plan !== plan.id || !Array.isArray(kept.entries)) return;
  const mine = new Set(diary.entries.map(one => `${one.day} ${one.time}`));
  diary.entries.push(...kept.entries.filter(one => !mine.has(`${one.day} ${one.time}`)));
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

// Puts something into the entry of this session. Its time is the hour, so that what two devices keep of a day differs.
function note(said) {
  load();
  if (!entry) {
    const when = new Date(Date.now() - now());
    entry = { day: today(when) };
    const taken = diary.entries.filter(one => one.day === entry.day).map(one => one.time);
    const free = Array.from({ length: 24 }, (_, hour) => 1 + (when.getHours() + hour) % 24);
    entry.time = free.find(time => !taken.includes(time)) ?? 24;
    diary.entries = diary.entries.filter(one => one.day !== entry.day || one.time !== entry.time);
    diary.entries.push(entry);
    if (chosen('before') !== undefined) entry.before = Number(chosen('before'));
  }
  Object.assign(entry, said);
  store();
}

function clear() {
  for (const input of document.querySelectorAll('input[type=radio]')) input.checked = false;
  $('word').value = '';
  worse();
}

function keep() {
  const said = {};
  if (chosen('after') !== undefined) said.after = Number(chosen('after'));
  if (chosen('worse')) said.worse = chosen('worse') === 'yes';
  // Marks that nobody sees are no part of a word.
  const word = $('word').value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').trim();
  if (word) said.word = word;
  note(said);
  clear();
  showDiary();
}

const worse = () => set('worse', chosen('worse') === 'yes' ? $('worse').dataset.words : '');

async function showDiary() {
  load();
  const done = diary.entries.filter(one => one.items?.some(item => item === 'done' || item === 'shortened'));
  const days = new Set(done.map(one => one.day)).size;
  const some = diary.entries.length > 0;
  set('days', some ? `Done on ${days} ${days === 1 ? 'day' : 'days'}.` : 'Nothing is in it yet.');
  $('send').hidden = !some;
  $('kept').hidden = keeps;
  $('copied').textContent = '';
  $('share').hidden = !navigator.share;
  for (const id of ['copy', 'share']) $(id).disabled = true;
  show('diary');
  if (!some) return;
  try {
    await ready;
    $('code').value = words(await ask({ ask: 'diary', diary: JSON.stringify(diary) }));
    for (const id of ['copy', 'share']) $(id).disabled = false;
  } catch (fault) {
    trouble('The text cannot be made here. Tell your therapist in your own words how it went.');
    console.error(fault);
  }
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
$('resume').onclick = () => { run(); sound.play(); };
$('keep').onclick = keep;
$('copy').onclick = copy;
$('share').onclick = () => navigator.share({ text: $('code').value }).catch(() => {});
$('back').onclick = () => show('plan');
for (const input of document.querySelectorAll('input[name=worse]')) input.onchange = worse;
for (const what of ['play', 'pause', 'seeked', 'timeupdate']) sound.addEventListener(what, draw);
for (const what of ['play', 'pause']) sound.addEventListener(what, stayAwake);
sound.addEventListener('ended', end);
document.addEventListener('visibilitychange', () => { stayAwake(); draw(); });
// Nobody has to find a button with closed eyes: a press anywhere pauses, and so does a space.
$('session').addEventListener('click', press => { if (!press.target.closest('button')) pauseOrGoOn(); });
document.addEventListener('keydown', press => {
  if (press.key !== ' ' || !isRunning() || press.target.tagName === 'BUTTON') return;
  press.preventDefault();
  pauseOrGoOn();
});
clear();
setInterval(draw, 250);
const ready = open();
ready.catch(fault => {
  trouble('This page does not run in this browser. Try another one, or ask for the sound file.');
  console.error(fault);
});
