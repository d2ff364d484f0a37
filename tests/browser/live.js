/* What a page with its engine does, said in its title. `expected` are articles that the command line
 * wrote, each under what was set for it: the page must write the same, however it is asked. Put into
 * a copy of the page, without its policy, which lets no second script run that was not in it. */
const drive = async () => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const find = (what) => document.querySelector(what);
  const settled = async () => {
    for (let i = 0; i < 200; i++) {
      await wait(i < 3 ? 10 : 60);
      if (i > 3 && !find('.stale')) return;
    }
  };
  const same = (script) => {
    const wanted = document.createElement('template');
    wanted.innerHTML = script.text.slice(1).replace(/\\u003c/g, '<');
    return wanted.innerHTML === find('#report1').innerHTML.replace(/ class="on"/, '');
  };
  const bare = (text) => text.replace(/['\\]/g, '');
  const say = [];
  const check = (what, good) => { if (!good) say.push(what); };
  let moved = 0;
  if (!(await ready())) return 'no controls';
  const first = find('#report1').innerHTML;
  check('a page that nobody moved says that it is', !document.body.matches('.moved'));
  for (const script of document.querySelectorAll('.expected')) {
    location.hash = encodeURI('--set ' + script.dataset.set);
    await settled();
    moved++;
    check(script.dataset.set + ' differs', same(script));
    check(script.dataset.set + ' is not said', document.body.matches('.moved') &&
      bare(find('.command').textContent).endsWith(bare('--set ' + script.dataset.set)));
  }
  const last = [...document.querySelectorAll('.expected')].slice(-2);
  if (last.length === 2) {
    history.back();
    await settled();
    await wait(100);
    check('back is not back', same(last[0]));
  }
  find('[data-do=reset]')?.click();
  await settled();
  check('reset leaves something', find('#report1').innerHTML === first && !document.body.matches('.moved'));
  const bar = find('[type=range]'), knob = bar.closest('.knob');
  bar.focus();
  bar.value = 120;
  bar.dispatchEvent(new Event('input', { bubbles: true }));
  bar.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
  check('a slider moves nothing', document.body.matches('.moved') && /--set/.test(decodeURI(location.hash)));
  check('the first article stays', find('#report1').innerHTML !== first);
  let saved;
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => make.call(URL, (saved = blob));
  find('[data-do=page]').click();
  const text = await saved.text();
  check('a saved page is another', text.includes('data-sets=" --set ') && text.includes('moved') &&
    !text.includes('\x3caside'));
  const box = knob.querySelector('[type=text]');
  box.value = 'many';
  box.dispatchEvent(new Event('change', { bubbles: true }));
  await wait(200);
  check('rubbish is not refused', /is not a number/.test(find('.refused').textContent) && find('.stale'));
  knob.querySelector('button').click();
  await settled();
  check('one reset leaves something', find('#report1').innerHTML === first);
  await wait(300);
  check('no strips', find('.strip').style.background.includes('gradient'));
  check('something ran', document.documentElement.dataset.ran === undefined);
  check('a handler', ![...document.querySelectorAll('*')].some((e) => [...e.attributes].some((a) => /^on/.test(a.name))));
  check('something was loaded', performance.getEntriesByType('resource').length === 0);
  return say.length ? 'wrong: ' + say.slice(0, 4).join('; ') : 'right ' + moved;
};
addEventListener('load', async () => {
  document.title = await drive().catch((error) => 'threw: ' + error);
  held = false;
});
