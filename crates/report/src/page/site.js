// The page on a site: the plan stands in the link behind its #, which no browser sends to a server.

const last = 'holdwell-last';

function told(fault) {
  for (const text of document.querySelectorAll('[data-fault]')) text.hidden = text.dataset.fault !== fault;
}

// Takes from the words beside the page those that this plan says. Without them it rings all the same.
async function voice(said) {
  if (!('spoken' in $('front').dataset)) return undefined;
  try {
    const all = await (await fetch('words.json')).json();
    const prompts = Object.fromEntries(said.filter(text => all[text]).map(text => [text, all[text]]));
    return { kind: 'audio/mpeg', prompts };
  } catch (fault) {
    console.error(fault);
    return undefined;
  }
}

function keepLast(fragment) {
  try {
    localStorage.setItem(last, fragment);
  } catch (fault) {
    console.error(fault);
  }
}

function lastPlan() {
  try {
    return localStorage.getItem(last);
  } catch (fault) {
    return null;
  }
}

let opening;

// Two taps open one plan.
function open(fragment) {
  opening ??= openPlan(fragment).catch(failed).finally(() => { opening = undefined; });
  return opening;
}

async function openPlan(fragment) {
  await begun;
  const { fault, plan, page, said } = JSON.parse(words(await ask({ ask: 'read', fragment })));
  told(fault);
  if (fault) return;
  const speech = await voice(said);
  keepLast(fragment);
  document.querySelector('main').innerHTML = page;
  $('data').textContent = JSON.stringify({ ...JSON.parse(plan), speech });
  const app = document.createElement('script');
  app.textContent = $('app').textContent;
  document.body.append(app);
}

const failed = fault => {
  trouble(DOES_NOT_RUN);
  console.error(fault);
};

begun.catch(failed);
const front = isOpening => {
  if (!$('front')) return;
  $('opening').hidden = !isOpening;
  $('none').hidden = isOpening;
};

const fragment = location.hash.slice(1);
front(!!fragment);
if (fragment) open(fragment).finally(() => front(false));
$('last').hidden = !lastPlan();
$('last').onclick = () => open(lastPlan());
// Another link is another plan.
addEventListener('hashchange', () => location.reload());
if ('serviceWorker' in navigator && location.protocol.startsWith('http')) {
  navigator.serviceWorker.register('service.js').catch(console.error);
}
