// The page as a whole: how it opens, and what each press does.

async function open() {
  await begun;
  sessions = JSON.parse(words(await ask({ ask: 'open', plan: planText })));
  for (const id of ['start', 'shorter']) if ($(id)) $(id).disabled = false;
  spoken = speech();
  soundOf('whole').catch(() => {});
}

$('start').onclick = () => press('whole');
if ($('shorter')) $('shorter').onclick = () => press('shorter');
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
sound.addEventListener('error', goOnOtherwise);
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
  trouble(DOES_NOT_RUN);
  console.error(fault);
});
