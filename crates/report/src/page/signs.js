// Signs of something graver are asked for once a week, before a session: asked every day, nobody reads them.

const WEEK = 7 * 24 * 3600 * 1000;
const signsKey = `holdwell-signs-${plan.id}`;
const groups = [...document.querySelectorAll('.signs')];
let signsAsked;
let group = 0;
let wanted;

function areSignsDue() {
  if (!groups.length) return false;
  try {
    signsAsked ??= Number(localStorage.getItem(signsKey) ?? undefined);
  } catch (fault) {
    keeps = false;
  }
  const age = Date.now() - signsAsked;
  // A clock that was set back says nothing.
  return !(age >= 0 && age < WEEK);
}

function showGroup(number, help = '') {
  group = number;
  groups.forEach((list, index) => { list.hidden = !!help || index !== number; });
  set('help', help);
  for (const id of ['none-of-these', 'one-of-these']) $(id).hidden = !!help;
}

// Starts, or asks first.
function press(which) {
  if (!areSignsDue()) return start(which);
  wanted = which;
  showGroup(0);
  show('signs');
}

function noneOfThese() {
  if (group + 1 < groups.length) {
    showGroup(group + 1);
    show('signs');
    return;
  }
  signsAsked = Date.now();
  try {
    localStorage.setItem(signsKey, String(signsAsked));
  } catch (fault) {
    keeps = false;
  }
  show('plan');
  start(wanted);
}

// Keeps the yes for the therapist, and says what to do.
function oneOfThese() {
  const signs = [...groups[group].querySelectorAll('li')].map(sign => sign.textContent.trim());
  const word = `Yes to one of these: ${signs.join(' ')}`;
  Object.assign(enter(new Date()), { items: plan.items.map(() => 'left-out'), worse: true, word });
  store();
  showGroup(group, groups[group].dataset.help);
}

if (groups.length) {
  $('none-of-these').onclick = noneOfThese;
  $('one-of-these').onclick = oneOfThese;
  $('leave').onclick = () => show('plan');
}

