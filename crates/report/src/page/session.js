// The session: one sound, and the picture of where it stands.

const planText = $('data').textContent;
const plan = JSON.parse(planText);
const sound = $('sound');

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
  const decode = async ([text, base64]) => {
    try {
      const heard = (await decoder.decodeAudioData(bytesOf(base64).buffer)).getChannelData(0);
      const samples = new Int16Array(heard.length);
      for (let index = 0; index < samples.length; index++) samples[index] = Math.round(heard[index] * 32767);
      await send({ question: JSON.stringify({ ask: 'speech', text }), more: new Uint8Array(samples.buffer) });
    } catch (fault) {
      console.error(fault);
    }
  };
  await Promise.all(Object.entries(plan.speech?.prompts ?? {}).map(decode));
}

let spoken;

// What a browser does not play as one kind, it plays as the other. MP3 would be smaller than WAV, and make the page of
// everybody larger.
const KINDS = [['flac', 'audio/flac'], ['wav', 'audio/wav']];
let rung = 0;

function nextKind() {
  rung++;
  return rung < KINDS.length;
}

// A sound is made once for each form of the plan, the whole one while the page is read.
function soundOf(which) {
  const [kind, type] = KINDS[Math.min(rung, KINDS.length - 1)];
  const key = `${which} ${kind}`;
  sounds[key] ??= spoken.then(() => ask({ ask: 'sound', share: which, kind }))
    .then(bytes => URL.createObjectURL(new Blob([bytes], { type })));
  sounds[key].catch(() => { delete sounds[key]; });
  return sounds[key];
}

async function play(which) {
  for (;;) {
    try {
      sound.src = await soundOf(which);
      return await sound.play();
    } catch (fault) {
      if (fault.name === 'NotAllowedError' || !nextKind()) throw fault;
    }
  }
}

// Where a sound breaks off in the middle, the next kind goes on from there.
async function goOnOtherwise() {
  if (!isRunning() || !nextKind()) return;
  const at = sound.currentTime;
  try {
    await play(share);
    sound.currentTime = at;
  } catch (fault) {
    trouble('The sound does not go on here. Try another browser, or ask for the sound file.');
    console.error(fault);
  }
}

async function start(which) {
  for (const id of ['start', 'shorter']) if ($(id)) $(id).disabled = true;
  $('start').textContent = 'One moment…';
  sound.src = SILENCE;
  sound.play().catch(() => {});
  try {
    share = which;
    session = sessions[which];
    await play(which);
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
  // While the last words sound.
  const over = at >= session.length;
  const what = over ? 'Done' : [WORDS[stretch.phase], SIDES[stretch.side]].filter(Boolean).join(', ');
  set('phase', paused ? 'Paused' : what);
  set('said', paused ? 'Paused' : `${plan.items[stretch.item].title}. ${what}`);
  set('title', plan.items[stretch.item].title);
  set('how', plan.items[stretch.item].how || '');
  set('left', clock(left + 999));
  $('arc').style.strokeDasharray = `${stretch.length ? 1 - left / stretch.length : 0} 1`;
  const next = nextSide(index);
  set('next', over ? 'That is all for today' : next < 0 ? 'Then you are done' : `Then: ${named(session.stretches[next])}`);
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
  navigator.mediaSession.metadata = running ? new MediaMetadata({ title: 'Your home plan', artist: 'Holdwell' }) : null;
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

