// The diary: what became of each session.

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

// Begins an entry. Its number is the hour, so that what two devices keep of a day differs; the first is the paper's.
function enter(when) {
  load();
  const begun = { day: today(when) };
  const taken = diary.entries.filter(one => one.day === begun.day).map(one => one.time);
  const hour = Math.max(1, when.getHours());
  const free = Array.from({ length: 23 }, (_, later) => 2 + (hour - 1 + later) % 23);
  begun.time = free.find(time => !taken.includes(time)) ?? 24;
  diary.entries = diary.entries.filter(one => one.day !== begun.day || one.time !== begun.time);
  diary.entries.push(begun);
  return begun;
}

// Puts something into the entry of this session.
function note(said) {
  load();
  if (!entry) {
    entry = enter(new Date(Date.now() - now()));
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

